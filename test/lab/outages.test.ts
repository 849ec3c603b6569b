import { expect, test } from 'vitest'
import { scenarios } from './scenarios/outages.ts'
import { threeNodes } from './standard.ts'
import { why } from './why.ts'
import { describeLab } from './with-lab.ts'

describeLab('outages made for real, explained from scratch', threeNodes({ kernelLog: 'pve1' }), (lab) => {
  for (const { name, title, guest, cause, state, happen } of scenarios)
    test(`${name}: ${title}`, { timeout: 60_000 }, async () => {
      await happen(lab())
      const { status, stderr, document } = await why(lab(), guest)
      const [diagnosis] = document?.diagnoses ?? []
      expect([diagnosis?.cause?.id ?? 'undetermined', diagnosis?.outage.state, status], stderr).toEqual([
        cause,
        state,
        cause === 'undetermined' ? 3 : 0,
      ])
      if (cause === 'undetermined')
        return void expect(diagnosis!.unknown.flatMap(({ wouldSettle }) => wouldSettle).length).toBeGreaterThan(0)
      const cited = new Set(diagnosis!.cause!.evidence)
      expect(document!.evidence.filter(({ ref }) => cited.has(ref)).map(({ text }) => text)).not.toEqual([])
    })
})
