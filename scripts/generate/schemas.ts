import { z } from 'zod'
import { bundleManifest, diagnosisDocument } from '../../src/model/index.ts'

/** JSON Schemas of the documents that leave the program. */
export const schemas = (): [string, string][] =>
  (
    [
      ['diagnosis.v1', diagnosisDocument],
      ['bundle.v1', bundleManifest],
    ] as const
  ).map(([name, schema]) => [`schemas/${name}.json`, `${JSON.stringify(z.toJSONSchema(schema, { io: 'output' }), null, 2)}\n`])
