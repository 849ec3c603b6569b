import { describe, expect, test } from 'vitest'
import { causes } from '../causes/index.ts'
import { PHASES } from './phases.ts'
import { sortCommand } from './safe-commands.ts'

describe('what hangs or changes something has another way', () => {
  test.each([
    ['zpool status -v', 'for p in /proc/spl/kstat/zfs/*/state; do echo "$p $(cat "$p")"; done'],
    ['lvs -a -o+data_percent,metadata_percent --readonly', 'timeout 4 dmsetup status --target thin-pool'],
    ['df -h', 'timeout 5 df -l -x nfs -x nfs4 -x cifs -x fuse.sshfs'],
    ['smartctl -x /dev/<disk>', 'timeout 10 smartctl -n standby -H -A -l error /dev/<disk>'],
    ['ps -eo pid,rss,args --sort=-rss | head -15', 'ps -eo pid,rss,stat,comm --sort=-rss | head -15'],
    ['dmesg | grep -i nvme | tail', 'journalctl -q -k --no-pager -o short-iso-precise --since "-2 days" | grep -i nvme | tail'],
    ['ceph health detail', 'timeout 8 ceph --connect-timeout 5 health detail'],
    ['qm list', 'timeout 10 qm list'],
  ])('%s', (command, safe) => expect(sortCommand(command)).toEqual({ reads: [safe], changes: [] }))
  test('a search of the journal is bounded', () =>
    expect(sortCommand('journalctl -k --no-pager | grep -i hang').reads).toEqual([
      'journalctl --since "-2 days" -k --no-pager | grep -i hang',
    ]))
  test('one line of both is told apart', () =>
    expect(sortCommand('lvs -a; lvextend -L +50G pve/data; qm resume {guest}')).toEqual({
      reads: ['timeout 4 dmsetup status --target thin-pool'],
      changes: ['lvextend -L +50G pve/data', 'qm resume {guest}'],
    }))
  test.each([
    'qm start 102',
    'pct start {guest} --debug',
    'qm terminal {guest}',
    'sysctl -w kernel.panic=10',
    'nmap --script broadcast-dhcp-discover',
    'rm -rf /',
  ])('is never run by itself: %s', (command) => expect(sortCommand(command).reads).toEqual([]))
})

describe('nothing that the runbook calls read-only can hang or change a host', () => {
  const HANGS =
    /(?:^|[;|] ?)(?!timeout)(?:zpool|zfs|lvs|vgs|pvs|df|pvesm|multipath|showmount|ceph|qm|pct|pvesh|ha-manager|pvecm|smartctl|ipmitool|dmsetup|stat)\b|qemu-server@|--full\b|\bps aux|\bsync\b|dmesg|\b(?:start|stop|reset|resume|unlock|set|resize|destroy|rescan|cleanup|migrate)\b +(?:\d|\{)/
  const commands = [
    ...PHASES.flatMap(({ steps }) => steps.map(({ id, command }) => [id, command] as const)),
    ...causes.flatMap(({ id, settle, remedies }) =>
      [...settle.map(({ command }) => command), ...remedies.map(({ command }) => command ?? '')].flatMap((command) =>
        sortCommand(command).reads.map((read) => [id, read] as const),
      ),
    ),
  ]
  test('there are some hundred of them', () => expect(commands.length).toBeGreaterThan(100))
  test.each(commands)('%s: %s', (_id, command) => expect(command.replaceAll(/"[^"]*"/g, '""')).not.toMatch(HANGS))
})
