import { afterAll, beforeAll, describe } from 'vitest'
import { type Lab, startLab } from './lab.ts'
import type { LabSpec } from './spec.ts'
import { whyNoLab } from './tree.ts'

const why = whyNoLab()
/** Set by CI once it has built the lab: from then on a lab that cannot be had is a failure. */
const required = process.env['WHYDOWN_LAB'] === 'required'

/**
 * Tests on real machines. Where there can be none they are skipped, and that is said: silence would look like success.
 * One lab for all tests of the block; it ends with them.
 */
export function describeLab(name: string, spec: LabSpec, tests: (lab: () => Lab) => void): void {
  if (why !== null && !required) {
    process.stderr.write(`\nSKIPPED, nothing proved: "${name}" needs the lab: ${why}\n`)
    describe.skip(`${name} (no lab: ${why})`, () => tests(() => null as never))
    return
  }
  describe(name, () => {
    let lab: Lab | undefined
    beforeAll(async () => {
      if (why !== null) throw new Error(`the lab is required here, but ${why}`)
      lab = await startLab(spec)
    }, 240_000)
    afterAll(() => lab?.stop(), 30_000)
    tests(() => lab!)
  })
}
