import { describe, expect, test } from 'vitest'
import { COMMANDS, type CommandId, commandOf, renderCommand, showCommand, waitsFor } from './allowed.ts'

const ids = Object.keys(COMMANDS) as CommandId[]

const SAMPLE: Readonly<Record<string, string>> = {
  since: '1795402694',
  until: '1795402699',
  guest: '102',
  domain: 'web',
  node: 'pve1',
  folder: 'lxc',
  api: 'qemu',
  tool: 'qm',
  timeframe: 'hour',
  digit: 'C',
  upid: 'UPID:pve1:0000D431:0012F0AA:688956FC:qmstop:102:root@pam:',
  disks: 'sda nvme0n1',
  question: 'get-osinfo',
  script: 'date',
}

/** The programs that a shell text starts: the first word of everything between its separators. */
function programs(run: string): string[] {
  return run
    .replace(/'[^']*'/g, 'x')
    .replace(/\$\{[^}]*\}/g, 'x')
    .replace(/"(?:[^"$]|\$(?!\())*"/g, 'x')
    .replace(/"[^"]*\$\(([^"]*"[^"]*"[^"]*|[^"]*)\)[^"]*"/g, ' ; $1 ; ')
    .replace(/\$\(/g, ' ; ')
    .replace(/"/g, ' ')
    .replace(/\d?>&\d|\d?>\/dev\/null/g, '')
    .split(/\|\||&&|[;|()]|(?:^|\s)[{}](?=\s|$)|\b(?:do|done|then|else)\b/)
    .map((part) => part.trim().replace(/^(?:(?:\$S|timeout(?: -k \d+)? \d+|command -v)\s+)+/, ''))
    .filter((part) => part !== '' && !/^(?:for |while |\[ |\w+=|:$|-|=|[{}]$|\$d|<==|==>)/.test(part))
    .map((part) => part.split(/\s+/)[0]!)
}

const READERS = new Set(
  'date id cat uname readlink journalctl last wtmpdb ls tail head grep stat lsblk dmsetup printf echo ps sed smartctl ipmitool upsc apcaccess corosync-cfgtool corosync-quorumtool pvesh qm pct dpkg-query virsh systemctl sysctl read find command'.split(
    ' ',
  ),
)

describe.each(ids)('%s', (id) => {
  const { run, seconds, bytes } = commandOf(id)
  test('starts readers only', () => {
    const started = programs(renderCommand(id, SAMPLE, (text) => `'${text}'`))
    expect(started.length).toBeGreaterThan(0)
    expect(started.filter((program) => !READERS.has(program))).toEqual([])
  })
  test('writes nowhere', () =>
    expect(run.replace(/[0-9]?>&[0-9]|[0-9]?>\/dev\/null/g, '').replace(/'[^']*'|"[^"]*"/g, '')).not.toMatch(/>|\btee\b/))
  test('does nothing that changes or hangs', () =>
    expect(run).not.toMatch(
      /\b(?:rm|mv|cp|dd|mkdir|touch|mount|umount|sync|kill|shutdown -|pvesm|zpool|zfs |lvs|vgs|pvs|df\b|du\b|lsof|fuser|rescan|unlock|cleanup|fsck|ethtool|tcpdump|smartctl[^|;]* -t|sel clear|--vacuum|--rotate|--flush|--sync|apt-get|dmesg -[cC]|virsh (?!-r))\b/,
    ))
  test('has limits', () => expect([seconds >= 2 && seconds <= 30, bytes > 0 && bytes <= 12_000_000]).toEqual([true, true]))
  test('walks no network mount', () => expect(run).not.toMatch(/\/mnt\/|find (?!\/var\/lib\/systemd\/pstore -xdev)/))
  test('reads no secret', () =>
    expect(run.replace(/sed -E "[^"]*\[redacted\][^"]*"/, 'sed')).not.toMatch(/\/etc\/pve\/priv|shadow|\.ssh|_history|cipassword|sshkeys/))
})

test('values are checked whoever gives them', () => {
  for (const guest of ['102; reboot', '$(id)', '', '102 103', '-1'])
    expect(() => renderCommand('pve-guest-state', { tool: 'qm', guest })).toThrow('may not be sent')
  expect(() => renderCommand('pve-task-log', { digit: 'C', upid: 'UPID:pve:../../etc/shadow' })).toThrow('may not be sent')
  expect(() => renderCommand('smart', { disks: 'sda; reboot' })).toThrow('may not be sent')
  expect(() => renderCommand('journal-whole', { since: '0', until: '1e9' })).toThrow('may not be sent')
  expect(renderCommand('pve-guest-state', { tool: 'qm', guest: '102' })).toBe('$S qm status 102 --verbose')
})
test('braces of the shell and of dpkg are not places for values', () =>
  expect(renderCommand('pve-versions', {})).toContain('${Package} ${Version}'))
test('what is not known yet stays visible', () =>
  expect(showCommand('pve-guest-state', { tool: 'qm' })).toBe('$S qm status {guest} --verbose'))

test('who would wait for a dead cluster file system', () =>
  expect(ids.filter((id) => waitsFor(id).includes('cluster'))).toEqual(
    ids.filter((id) => /\/etc\/pve|\$S (?:pvesh|qm|\{tool\}) /.test(COMMANDS[id].run)),
  ))
