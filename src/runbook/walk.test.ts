import { describe, expect, test } from 'vitest'
import { emptySite, type Site } from './site.ts'
import { walkRunbook, type WalkWorld } from './walk.ts'

const site: Site = { ...emptySite, nodes: [{ name: 'pve', ssh: 'pve', kind: 'pve' }] }

/** A person with these answers, and machines that print this. */
async function walk(answers: string[], guest = { kind: 'vm' as const, id: '102', ssh: 'maas' }, print = 'x') {
  const said: string[] = []
  const ran: string[] = []
  const world: WalkWorld = {
    say: (...lines) => void said.push(...lines),
    show: (...lines) => void said.push(...lines),
    ask: (question) => {
      said.push(question)
      return Promise.resolve(answers.shift() ?? null)
    },
    run: (alias, command) => {
      ran.push(`${alias}: ${command}`)
      return Promise.resolve({ output: print, trouble: null })
    },
  }
  return { walked: await walkRunbook(site, guest, 'UTC', world), said: said.join('\n'), ran }
}

describe('walking', () => {
  test('nothing runs before somebody says so', async () => {
    const { ran, walked } = await walk([])
    expect([ran, walked.ended]).toEqual([[], 'quit'])
  })
  test('Enter and y run, on the host or in the guest', async () => {
    const { ran } = await walk(['', 's', 's', 'Y', 'q'])
    expect(ran).toEqual(['pve: timeout 10 qm list; timeout 10 pct list; cat /proc/uptime', 'maas: uptime -s; uptime'])
  })
  test('n goes to the next phase, q ends, and what was done is kept', async () => {
    const { walked, said } = await walk(['y', 'n', 'q'])
    expect(walked.done.map(({ step }) => step)).toEqual(['1.1 Which guests run, and since when'])
    expect(said).toContain('Phase 2: Evidence')
  })
  test('a guest that is up leads past the search for an end', async () => {
    const { said } = await walk(['s', 's', 's', 's', 'y', 'q'])
    expect(said).toContain('It never went down')
    expect(said).toContain('Phase 4: Correlation')
    expect(said).not.toContain('Phase 2: Evidence')
  })
  test('to the end', async () => expect((await walk(Array.from({ length: 40 }, () => 's'))).walked.ended).toBe('end'))
})

describe('what cannot be run is said', () => {
  test('a guest without a way in', async () =>
    expect((await walk(['s', 's', 's', 'q'], { kind: 'vm', id: '102' } as never)).said).toContain('no way into the guest is configured'))
  test('a step that needs the guest’s number', async () => {
    const said: string[] = []
    const answers = ['s']
    await walkRunbook(site, null, 'UTC', {
      say: (...lines) => void said.push(...lines),
      show: () => {},
      ask: () => Promise.resolve(answers.shift() ?? null),
      run: () => Promise.resolve({ output: '', trouble: null }),
    })
    expect(said.join('\n')).toContain('this step needs the id of the guest')
  })
})
