import { describe, expect, test } from 'vitest'
import { planCapacity } from './document.ts'
import { ask, file, SIXTEEN } from './files.fixture.ts'

const next = (...more: ReturnType<typeof file>[]) => planCapacity([...SIXTEEN, ...more], ask()).nodes[0]!.before.killedNext!
const PS = [
  '    PID USER       RSS OOMADJ COMMAND',
  '   1705 root   2100000      0 /usr/bin/kvm -id 102 -name maas',
  '   1801 root   4100000      0 /usr/bin/kvm -id 101 -name k3s',
  '   1933 root   3400000      0 /usr/bin/kvm -id 100 -name opnsense',
  '   4000 root    900000    500 /usr/bin/node app.js',
]

describe('over the processes, where they are listed', () => {
  test('an adjusted process goes before every guest, then the largest guest', () => {
    const { basis, rows, text } = next(file('ps.txt', PS.join('\n')))
    expect(basis).toBe('now')
    expect(rows.map(({ name }) => name)).toEqual(['node (pid 4000)', '101 (k3s)', '100 (opnsense)', '102 (maas)'])
    expect(text).toContain('with oom_score_adj 500')
  })
  test('a listing without one of the guests is not the whole truth: the plan is taken', () =>
    expect(next(file('ps.txt', PS.filter((line) => !line.includes('k3s')).join('\n'))).basis).toBe('when-full'))
  test('a small one before the guests gives hardly anything back: the first guest is what matters', () => {
    const {
      text,
      rows,
      protect: protection,
    } = next(file('ps.txt', [...PS.slice(0, 4), '    147 root     10700    300 /usr/bin/agent --all'].join('\n')))
    expect(rows[0]!.name).toBe('agent (pid 147)')
    expect(text).toContain('the first guest is 101 (k3s), at place 2, with 3.91 GiB')
    expect(protection!.shiftsTo).toBe('100 (opnsense)')
  })
  test('a process is no guest that can be protected', () => expect(next(file('ps.txt', PS.join('\n'))).protect).toBeNull())
})

describe('what hangs on the first', () => {
  test('tags, and that nothing starts it again', () => {
    const { hangsOnIt } = next(
      file('qm-config-102.txt', 'memory: 8192\nonboot: 1\ntags: dhcp'),
      file('ha/resources.cfg', 'vm: 101\n\tstate started\n'),
    )
    expect(hangsOnIt.map(({ text }) => text)).toEqual([
      'Its tags: dhcp.',
      'HA does not manage it: nothing starts it again by itself.',
      'onboot starts it with the node only, not after a kill.',
    ])
  })
  test('without the list of HA nothing is said about HA', () =>
    expect(next().hangsOnIt.some(({ text }) => text.includes('HA'))).toBe(false))
})
test('memory in huge pages is not weighed by the kernel', () =>
  expect(next(file('qm-config-102.txt', 'memory: 8192\nhugepages: 1024')).rows.map(({ name }) => name)).toEqual([
    '101 (k3s)',
    '100 (opnsense)',
  ]))
