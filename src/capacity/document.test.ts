import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { capacityDocument } from '../model/index.ts'
import { parseNodeSize, parseSet } from './change.ts'
import { planCapacity } from './document.ts'
import { ask, file, GIB, SIXTEEN } from './files.fixture.ts'

const bytes = (text: string) => {
  const [, number, unit] = /^([\d.]+)([MG])$/.exec(text) ?? []
  return number === undefined ? null : Number(number) * (unit === 'G' ? 1024 ** 3 : 1024 ** 2)
}
const set = (text: string) => parseSet(text, bytes)
const plan = (files = SIXTEEN, more = {}) => planCapacity(files, ask(more))
const node = (files = SIXTEEN, more = {}) => {
  const { before, after } = plan(files, more).nodes[0]!
  return after ?? before
}

describe('a host of 16 GiB with guests of 8, 4 and 4 GiB', () => {
  test('has no headroom at all', () =>
    expect(node()).toMatchObject({ installedKiB: 16 * GIB, promisedKiB: 16 * GIB, headroomKiB: 0, headroomFraction: 0, rule: 'none' }))
  test('the guest of 8 GiB at 6 GiB leaves 12.5 %, which is below the 20 %', () =>
    expect(node(SIXTEEN, { changes: [set('102.memory=6G')] })).toMatchObject({
      headroomKiB: 2 * GIB,
      headroomFraction: 0.125,
      rule: 'below',
    }))
  test('one change reaches the 20 %', () => {
    const { proposal } = plan().proposals[0]!
    expect(proposal).toMatchObject({ reached: true, needKiB: Math.round(3.2 * GIB), headroomFraction: 0.2031 })
    expect(proposal.changes.map(({ command }) => command)).toEqual(['qm set 102 --memory 4864'])
    expect(proposal.others[0]!.text).toContain('20.00 GiB leave 20 %')
  })
  test('102 is killed next, and 101 when it is protected', () => {
    const next = node().killedNext!
    expect(next.rows.map(({ name }) => name)).toEqual(['102 (maas)', '101 (k3s)', '100 (opnsense)'])
    expect(next).toMatchObject({ basis: 'when-full', protect: { shiftsTo: '101 (k3s)' } })
    expect(next.protect!.adj).toBeLessThan(0)
  })
  test('32 GiB leave half', () =>
    expect(node(SIXTEEN, { changes: [parseNodeSize('ram', '32G', bytes)] })).toMatchObject({ headroomFraction: 0.5, rule: 'met' }))
})

describe('every figure says where it was read', () => {
  const document = plan()
  const lines = new Map(document.evidence.map(({ ref, text }) => [ref, text]))
  const cited = (refs: readonly string[]) => refs.map((ref) => lines.get(ref)).join('\n')
  test('each term its line', () => {
    for (const term of document.nodes[0]!.before.terms) expect(cited(term.evidence)).toContain(` ${term.id.replace('vm:', '')} `)
    expect(cited(document.nodes[0]!.before.installedFrom.evidence)).toContain('MemTotal:       16302456 kB')
  })
  test('what was asked is cited as asked', () => {
    const asked = plan(SIXTEEN, { changes: [set('102.memory=6G')] })
    const term = asked.nodes[0]!.after!.terms.find(({ id }) => id === 'vm:102')!
    expect(asked.evidence.find(({ ref }) => ref === term.evidence[0])).toMatchObject({ file: 'what-if', text: '--set 102.memory=6G' })
  })
  test('the document has the shape of its schema', () => expect(capacityDocument.safeParse(document).success).toBe(true))
  test('the same files give the same bytes, in whatever order they come', () =>
    expect(JSON.stringify(plan(SIXTEEN.toReversed()))).toBe(JSON.stringify(document)))
})

describe('what is not known is said, not guessed', () => {
  test('no memory total: no plan, and what to give', () =>
    expect(() => plan([SIXTEEN[0]!])).toThrow('Nothing here tells how much memory a node has.'))
  test('--ram tells it', () => expect(node([SIXTEEN[0]!], { changes: [parseNodeSize('ram', '16G', bytes)] }).headroomFraction).toBe(0))
  test('a container whose limit no file tells is not counted and is named', () => {
    const { unknown, promisedKiB } = node([...SIXTEEN, file('pct-list.txt', '203        running                 frigate             ')])
    expect(promisedKiB).toBe(16 * GIB)
    expect(unknown).toContainEqual({ what: 'how much memory CT 203 (frigate) may use', command: 'pct config 203' })
  })
  test('whether there is swap', () =>
    expect(node([SIXTEEN[0]!, file('meminfo.txt', 'MemTotal: 16302456 kB')]).unknown.map(({ what }) => what)).toContain(
      'whether the node has swap',
    ))
  test('a stopped guest that does not start with the node is not counted', () =>
    expect(
      node([...SIXTEEN, file('b.txt', '       104 test                 stopped    4096              32.00 0         ')]).promisedKiB,
    ).toBe(16 * GIB))
  test('one that starts with the node is', () =>
    expect(
      node([
        ...SIXTEEN,
        file('b.txt', '       104 test                 stopped    4096              32.00 0         '),
        file('qm-config-104.txt', 'memory: 4096\nonboot: 1'),
      ]).promisedKiB,
    ).toBe(20 * GIB))
})

describe('the incident itself: would it have been enough then?', () => {
  const folder = join(import.meta.dirname, '../../fixtures/incidents/maas-2025-07-29/nodes/pve')
  const incident = ['qm-list.txt', 'meminfo.txt', 'journal.log'].map((name) =>
    file(`nodes/pve/${name}`, readFileSync(join(folder, name), 'utf8'), { node: 'pve' }),
  )
  const back = (changes: ReturnType<typeof set>[]) => planCapacity(incident, ask({ changes })).replay!
  test('102 at 6 GiB: yes, by 1.68 GiB, and 1.12 GiB at worst', () => {
    const { atThatMoment, atWorst, killed } = back([set('102.memory=6G')])
    expect(killed).toBe('102 (maas)')
    expect([atThatMoment.enough, atWorst.enough]).toEqual([true, true])
    expect(atThatMoment.byKiB / GIB).toBeCloseTo(1.68, 2)
    expect(atWorst.byKiB / GIB).toBeCloseTo(1.12, 2)
  })
  test('another guest at 3.5 GiB: no, it had not touched so much', () =>
    expect(back([set('100.memory=3584M')]).atThatMoment).toEqual({ enough: false, byKiB: 0 }))
  test('a guest that is made larger: at worst it is missing', () =>
    expect(back([set('101.memory=8G'), set('102.memory=7G')]).atWorst.enough).toBe(false))
  test('what guests had touched bounds the proposal', () => {
    const { proposal } = planCapacity(incident, ask()).proposals[0]!
    expect(proposal.reached).toBe(false)
    expect(proposal.text).toContain('without going below what guests have touched')
    const free = planCapacity(incident, ask({ belowTouched: true })).proposals[0]!.proposal
    expect(free.changes.map(({ set: asked }) => asked)).toEqual(['--set vm:102.memory=4864M'])
  })
  test('a log without a report is refused with a next step', () =>
    expect(() => planCapacity(incident, ask({ replay: [file('x.log', 'Out of memory: Killed process 1 (kvm)')] }))).toThrow(
      'x.log holds no whole out-of-memory report of a host.',
    ))
})

describe('a cluster', () => {
  const list = (rows: string[]) => rows.join('\n')
  const cluster = (more: { resources: string; members?: string[] }) => [
    file('nodes/pve1/qm.txt', list(['       102 maas                 running    8192 100.00 1705']), { node: 'pve1' }),
    file('nodes/pve1/qm2.txt', list(['       103 db                   running    4096 100.00 1706']), { node: 'pve1' }),
    file('nodes/pve1/meminfo.txt', 'MemTotal: 32800000 kB', { node: 'pve1' }),
    file('nodes/pve2/qm.txt', list(['       201 web                  running    8192 100.00 1705']), { node: 'pve2' }),
    file('nodes/pve2/meminfo.txt', 'MemTotal: 16302456 kB', { node: 'pve2' }),
    file('nodes/pve3/meminfo.txt', 'MemTotal: 16302456 kB', { node: 'pve3' }),
    file('nodes/pve1/ha/resources.cfg', more.resources, { node: 'pve1' }),
    file(
      'corosync.conf',
      `nodelist {\n${(more.members ?? ['pve1', 'pve2', 'pve3']).map((name) => `  node {\n    name: ${name}\n  }`).join('\n')}\n}\n`,
    ),
  ]
  const lose = (files: ReturnType<typeof cluster>) => planCapacity(files, ask({ lose: ['pve1'] })).losses[0]!
  test('the others carry what HA starts again; what it does not manage stays down', () => {
    const loss = lose(cluster({ resources: 'vm: 102\n\tstate started\n' }))
    expect(loss.placed).toEqual([{ guest: '102 (maas)', kib: 8 * GIB, to: 'pve3' }])
    expect(loss.down.map(({ guest }) => guest)).toEqual(['103 (db)'])
    expect(loss.quorum).toBe(true)
  })
  test('a strict group leaves it no node with room', () => {
    const loss = lose([
      ...cluster({ resources: 'vm: 102\n\tgroup two\n' }),
      file('nodes/pve1/ha/groups.cfg', 'group: two\n\tnodes pve1,pve2\n\trestricted 1\n', { node: 'pve1' }),
    ])
    expect(loss.left[0]!.because).toContain('no node it may run on has 8.00 GiB left: pve2')
  })
  test('two nodes without a quorum device: nothing is started elsewhere', () => {
    const loss = lose(cluster({ resources: 'vm: 102\n\tstate started\n', members: ['pve1', 'pve2'] }))
    expect(loss.quorum).toBe(false)
    expect(loss.text).toContain('no majority')
  })
  test('what HA manages is not known: nobody can say', () =>
    expect(lose(cluster({ resources: 'vm: 102\n' }).filter(({ file: name }) => !name.includes('ha/'))).text).toContain('is not known'))
  test('the cluster as a whole', () =>
    expect(plan(cluster({ resources: '' })).cluster).toMatchObject({ installedKiB: 64 * GIB, largestNode: 'pve1' }))
})
