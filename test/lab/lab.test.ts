import { existsSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { startLab } from './lab.ts'
import { threeNodes } from './standard.ts'
import { cgroup2, whyNoLab } from './tree.ts'
import { describeLab } from './with-lab.ts'

describeLab('the lab plays what it says', threeNodes({ nodes: 2 }), (lab) => {
  const node = async (command: string, name = 'pve1') => (await lab().ssh(name, command)).stdout

  test('its nodes are up, with nothing failed', async () => {
    expect((await node('systemctl is-system-running; systemctl --failed --no-legend')).trim()).toBe('running')
  })
  test('qm list has the columns of Proxmox VE', async () => {
    const [header, maas] = (await node('qm list')).split('\n')
    expect(header).toBe('      VMID NAME                 STATUS     MEM(MB)    BOOTDISK(GB) PID       ')
    expect(maas).toMatch(/^ {7}102 maas {17}running {4}2048 {14}32\.00 \d+ *$/)
  })
  test('no VM, no output', async () => expect(await node('pct list')).toBe(''))
  test('a VM is a process called kvm in its scope', async () => {
    const pid = (await node('cat /run/qemu-server/102.pid')).trim()
    expect(await node(`cat /proc/${pid}/comm; grep -o 'qemu.slice.*' /proc/${pid}/cgroup; tr '\\0' ' ' < /proc/${pid}/cmdline`)).toMatch(
      /^kvm\nqemu\.slice\/102\.scope\n\/usr\/bin\/kvm -id 102 -name maas,debug-threads=on -no-shutdown /,
    )
  })
  test('a stop by root is told as Proxmox tells it', async () => {
    await node('qm stop 103')
    const lines = await node('journalctl -o cat -b -t qm -t systemd -t qmeventd -n 40 | grep -E "103"')
    const upid = String.raw`UPID:pve1:[0-9A-F]{8}:[0-9A-F]{8}:[0-9A-F]{8}:qmstop:103:root@pam:`
    expect(lines).toMatch(new RegExp(`<root@pam> starting task ${upid}\nstop VM 103: ${upid}\n`))
    expect(lines).toMatch(new RegExp(`<root@pam> end task ${upid} OK\n`))
    expect(lines).toContain('103.scope: Deactivated successfully.\n')
    expect(lines).toContain('Starting cleanup for 103\nFinished cleanup for 103\n')
    expect(await node('cat /var/log/pve/tasks/index')).toMatch(new RegExp(`${upid} [0-9A-F]{8} OK\n$`))
  })
  test('a guest that reboots keeps its process, and has one boot more', async () => {
    const before = await node('cat /run/qemu-server/105.pid', 'pve2')
    await lab().ssh('web', 'systemctl reboot')
    await expect
      .poll(async () => (await lab().ssh('web', 'journalctl --list-boots -q | wc -l')).stdout.trim(), { timeout: 10_000 })
      .toBe('2')
    expect(await node('cat /run/qemu-server/105.pid', 'pve2')).toBe(before)
  })
})

if (whyNoLab() === null)
  test('nothing is left of a lab', async () => {
    const lab = await startLab({ roundTripMs: 0, machines: [{ name: 'one', address: '10.77.0.11', role: 'plain' }] })
    const { folder, keeperPid } = lab
    await lab.stop()
    expect(existsSync(folder)).toBe(false)
    expect(readdirSync(cgroup2()!).filter((name) => name === `whydown-lab-${keeperPid}`)).toEqual([])
  }, 30_000)
