import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createBundle } from '../bundle/index.ts'
import { analyze } from './analyze.ts'

const NOW = Date.UTC(2025, 6, 29, 18)
const iso = (ms: number) => new Date(ms).toISOString()
const entry = (node: string, minutes: number, ident: string, message: string, pid = '1') =>
  `${JSON.stringify({ __REALTIME_TIMESTAMP: String((NOW + minutes * 60_000) * 1000), __MONOTONIC_TIMESTAMP: '1', _BOOT_ID: node, _HOSTNAME: node, SYSLOG_IDENTIFIER: ident, _TRANSPORT: ident === 'kernel' ? 'kernel' : 'journal', _PID: pid, MESSAGE: message })}\n`
const work = (node: string) => [-170, -100, -50, -5].map((minutes) => entry(node, minutes, 'cron', 'ordinary work', '77')).join('')

/** Two nodes of a cluster; the guest 102 is on the first. Only what `where` logs differs. */
async function ask(where: 'pve1' | 'pve2', lines: (node: string) => string) {
  const folder = mkdtempSync(join(tmpdir(), 'whydown-home-'))
  const bundle = await createBundle(folder)
  for (const node of ['pve1', 'pve2']) {
    await bundle.add(
      `nodes/${node}/guests.txt`,
      `/etc/pve/nodes/pve1/qemu-server/102.conf:name: maas\n/etc/pve/nodes/pve2/qemu-server/103.conf:name: dns\n`,
      { side: 'host', node, holds: 'state', collectedAt: iso(NOW) },
    )
    const ended =
      node === 'pve1'
        ? entry(node, -30, 'systemd', '102.scope: Deactivated successfully.') +
          entry(node, -30, 'qmeventd', 'Starting cleanup for 102', '9')
        : ''
    const all = (work(node) + ended + (node === where ? lines(node) : ''))
      .split('\n')
      .filter(Boolean)
      .toSorted((a, b) => (a.slice(0, 50) < b.slice(0, 50) ? -1 : 1))
    await bundle.add(`nodes/${node}/journal.ndjson`, `${all.join('\n')}\n`, {
      side: 'host',
      node,
      holds: 'span',
      coverage: { status: 'complete', from: iso(NOW - 3 * 3_600_000), to: iso(NOW) },
    })
  }
  await bundle.finish({ createdBy: 'test' })
  const { diagnoses } = await analyze([{ path: folder }], {
    version: '0',
    subject: { kind: 'vm', id: '102' },
    since: NOW - 3 * 3_600_000,
    until: NOW,
  })
  return diagnoses.map(({ cause }) => cause?.id ?? null)
}
const reboot = (node: string) =>
  entry(node, -31, 'systemd-logind', 'The system will reboot now!', '5') +
  entry(node, -31, 'systemd', 'Reached target shutdown.target - System Shutdown.') +
  entry(node, -31, 'pve-guests', 'all VMs and CTs stopped', '6') +
  entry(node, -30.5, 'systemd-journald', 'Journal stopped', '4')

test('another node of the cluster was rebooted: not why this guest ended', async () => expect(await ask('pve2', reboot)).toEqual([null]))
test('its own node was rebooted: that is why', async () => expect(await ask('pve1', reboot)).toEqual(['host.shutdown']))
