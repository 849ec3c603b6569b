import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { commandOf, renderCommand } from './allowed.ts'
import { sudoers, sudoRules } from './sudoers.ts'

const allowed = (program: string, args: string) => sudoRules().some((rule) => rule.program === program && new RegExp(rule.args).test(args))

describe('what the account may do as root', () => {
  test.each([
    ['/usr/bin/tail', '-c 200000 /var/log/pve/tasks/index'],
    ['/usr/sbin/qm', 'status 102 --verbose'],
    ['/usr/bin/cat', '/etc/pve/ha/manager_status'],
    ['/usr/bin/cat', '/etc/pve/nodes/pve1/lrm_status'],
    ['/usr/sbin/smartctl', '-n standby -H -A -l error -j /dev/sda'],
    ['/usr/bin/head', '-c 65536 /etc/pve/nodes/pve1/qemu-server/102.conf'],
  ])('%s %s', (program, args) => expect(allowed(program, args)).toBe(true))
  test.each([
    ['/usr/bin/cat', '/etc/shadow'],
    ['/usr/bin/cat', '/etc/pve/priv/shadow.cfg'],
    ['/usr/bin/cat', '/etc/pve/ha/../priv/shadow.cfg'],
    ['/usr/bin/tail', '-c 400000 /etc/pve/priv/authkey.key'],
    ['/usr/sbin/qm', 'stop 102'],
    ['/usr/sbin/qm', 'status 102 --verbose; id'],
    ['/usr/sbin/qm', 'guest exec 102 --timeout 25 --pass-stdin 1 -- /bin/sh -s'],
    ['/usr/bin/journalctl', '--vacuum-time=1s'],
    ['/usr/bin/find', '/ -delete'],
    ['/usr/bin/sh', '-c id'],
  ])('never %s %s', (program, args) => expect(allowed(program, args)).toBe(false))
  test('the journal as it is really asked', () => {
    const run = renderCommand('journal-whole', { since: '1753830000', until: '1753833600' })
    const args = run.slice(run.indexOf('journalctl ') + 'journalctl '.length).replaceAll(/['"]/g, '')
    expect(commandOf('journal-whole').run).toContain('$S journalctl')
    expect(allowed('/usr/bin/journalctl', args)).toBe(true)
  })
  test.skipIf(!existsSync('/usr/sbin/visudo'))('sudo itself takes the file', () => {
    const checked = spawnSync('/usr/sbin/visudo', ['-cf', '-'], { input: sudoers('whydown') })
    expect([checked.status, String(checked.stderr)]).toEqual([0, expect.any(String)])
  })
})
