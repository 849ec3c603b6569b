import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Lab } from './lab.ts'
import { ended } from './scenarios/scenario.ts'
import { threeNodes } from './standard.ts'
import { notSeen, why } from './why.ts'
import { describeLab } from './with-lab.ts'

const MEGABYTES = 500
const SMALL_ENTRIES = 40_000
/** What may come over the wire from a host, however much it holds: the caps of the commands, compressed. */
const PULLED_MB = 3

describeLab('half a gigabyte of journal', threeNodes({ nodes: 1, roundTripMs: 20 }), (lab) => {
  test('is asked for what tells, not copied', { timeout: 240_000 }, async () => {
    await lab().ssh('pve1', 'qm stop 103')
    await ended(lab(), '103')
    const program = readFileSync(join(import.meta.dirname, 'machine/fill-journal.pl'), 'utf8')
    await lab().peek('pve1', `perl - ${MEGABYTES} ${SMALL_ENTRIES} <<'END'\n${program}\nEND\njournalctl --sync`)
    expect(Number(await lab().peek('pve1', 'du -sm /var/log/journal | cut -f1'))).toBeGreaterThan(MEGABYTES * 0.9)
    const before = await moved(lab())
    const answer = await why(lab(), '103')
    expect(answer.document?.diagnoses[0]?.cause?.id, answer.stderr).toBe('operator.stop')
    expect((await moved(lab())) - before).toBeLessThan(PULLED_MB * 1e6)
    // That not every line came is said.
    expect(
      notSeen(answer, 'pve1')
        .concat(answer.document!.coverage.map(({ because }) => because ?? ''))
        .join('\n'),
    ).toMatch(/older ones were left there|outside of this time only the telling lines|a selection/)
  })
})

const moved = async (lab: Lab): Promise<number> =>
  ((await lab.ask('moved', 'pve1')) as { down: number }[]).reduce((sum, { down }) => sum + down, 0)
