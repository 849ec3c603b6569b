import { describe, expect, test } from 'vitest'
import { causes } from '../causes/index.ts'
import { buildRunbook } from './build.ts'
import { runbookDocument } from './document.ts'
import { emptySite, type Site } from './site.ts'

const site: Site = {
  nodes: [
    { name: 'pve', ssh: 'root@pve.maas', kind: 'pve' },
    { name: 'still-fawn', ssh: 'root@still-fawn.maas', kind: 'pve' },
  ],
  guests: [{ kind: 'vm', id: '102', name: 'maas', ssh: 'gshiva@maas' }],
  contacts: [{ who: 'Platform team', reach: '#platform' }],
}
const build = (more: Partial<Parameters<typeof buildRunbook>[0]> = {}) =>
  buildRunbook({ site, today: '2026-01-31', version: '0', guest: site.guests[0]!, ...more })
const commands = (document = build()) =>
  document.phases.flatMap(({ steps }) => steps.flatMap((step) => step.commands.map(({ command }) => command)))

describe('the parts of a runbook', () => {
  test('all of them are there, in the shape of the schema', () => {
    const document = build()
    expect(runbookDocument.safeParse(document).success).toBe(true)
    expect(document.phases.map(({ id }) => id)).toEqual(['triage', 'evidence', 'cause', 'correlation'])
    for (const list of [
      document.prerequisites,
      document.causes,
      document.escalation.criteria,
      document.recovery,
      document.reference,
      document.after,
    ])
      expect(list.length).toBeGreaterThan(2)
  })
  test('every cause is in it, the common ones in full', () => {
    const document = build()
    const named = [...document.causes.map(({ id }) => id), ...document.others.flatMap(({ causes: list }) => list.map(({ id }) => id))]
    expect(named.toSorted()).toEqual(causes.map(({ id }) => id).toSorted())
    expect(document.causes[0]!.id).toBe('memory.host-oom')
  })
  test('the next review is three months away', () => expect(build().nextReview).toBe('2026-05-01'))
})

describe('the user’s own machines are filled in', () => {
  test('each host with the command as it is typed', () =>
    expect(commands()).toContain(`ssh root@still-fawn.maas 'timeout 10 qm list; timeout 10 pct list; cat /proc/uptime'`))
  test('the guest with its own way in', () => expect(commands().some((command) => command.startsWith('ssh gshiva@maas '))).toBe(true))
  test('its number where a number belongs', () => expect(commands().join('\n')).toContain('UNIT=102.scope + _SYSTEMD_UNIT=102.scope'))
  test('a container by its own unit', () => {
    const text = commands(build({ guest: { kind: 'ct', id: '203' } })).join('\n')
    expect(text).toContain('UNIT=pve-container@203.service')
    expect(text).not.toContain('203.scope')
  })
  test('without a configuration the blanks stay visible', () => {
    const text = commands(buildRunbook({ site: emptySite, today: '2026-01-31', version: '0' })).join('\n')
    expect(text).toContain('ssh root@<host> ')
    expect(text).toContain('UNIT=<vmid>.scope')
  })
  test('contacts of the configuration', () => expect(build().escalation.contacts).toEqual([{ who: 'Platform team', reach: '#platform' }]))
})

describe('mistakes that older runbooks made', () => {
  test('no unit qemu-server@VMID: it does not exist, and asking for it gives nothing', () =>
    expect(commands().some((command) => command.includes('qemu-server@'))).toBe(false))
  test('every step has a real line to look for, or tells what to see', () => {
    for (const { steps } of build().phases) for (const step of steps) expect(step.look.length, step.id).toBeGreaterThan(0)
  })
})

describe('one cause', () => {
  const document = build({ cause: 'storage.thin-pool-full' })
  test('its own runbook: triage, then only the steps that show it', () => {
    expect(document.title).toBe('Runbook: the LVM-thin pool ran out of space')
    expect(document.phases.find(({ id }) => id === 'cause')!.steps.map(({ id }) => id)).toEqual(['storage'])
  })
  test('what settles it does not wait for a dead disk', () =>
    expect(document.causes[0]!.settle[0]!.commands).toEqual(['timeout 4 dmsetup status --target thin-pool']))
  test('what changes something stands apart', () => {
    const now = document.causes[0]!.solutions.find(({ when }) => when === 'immediate')!
    expect(now.changes).toEqual(['lvextend -L +50G pve/data', 'qm resume 102'])
    expect(document.recovery.map(({ command }) => command)).toContain('lvextend -L +50G pve/data')
  })
  test('what brings it about stands below it', () =>
    expect(build({ cause: 'memory.host-oom' }).causes.map(({ id }) => id)).toContain('memory.kernel-leak'))
  test('an unknown one is refused with a near one', () =>
    expect(() => build({ cause: 'memory.oom' })).toThrow('There is no cause memory.oom.'))
})

test('the same question gives the same bytes', () => expect(JSON.stringify(build())).toBe(JSON.stringify(build())))
