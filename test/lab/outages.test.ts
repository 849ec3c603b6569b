import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type DiagnosisDocument, diagnosisDocument } from '../../src/model/index.ts'
import type { Lab } from './lab.ts'
import { scenarios } from './scenarios/outages.ts'
import { writeConfig } from './scenarios/scenario.ts'
import { threeNodes } from './standard.ts'
import { describeLab } from './with-lab.ts'

const ROOT = join(import.meta.dirname, '../..')

/** `whydown why` from scratch, as a person would: own store, own configuration, real OpenSSH. */
export async function why(lab: Lab, guest: string, ...more: string[]) {
  const ran = await lab.client(
    [process.execPath, join(ROOT, 'src/cli/main.ts'), 'why', guest, '--json', '--config', writeConfig(lab), ...more],
    {
      env: { WHYDOWN_STORE: join(lab.folder, 'store'), XDG_RUNTIME_DIR: '/nowhere', NO_COLOR: '1' },
    },
  )
  return { ...ran, document: ran.stdout === '' ? null : (diagnosisDocument.parse(JSON.parse(ran.stdout)) as DiagnosisDocument) }
}

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
