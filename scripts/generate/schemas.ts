import { z } from 'zod'
import { configDocument } from '../../src/config/index.ts'
import { runbookDocument } from '../../src/runbook/index.ts'
import { bundleManifest, capacityDocument, diagnosisDocument } from '../../src/model/index.ts'

/** JSON Schemas of the documents that leave the program. */
export const schemas = (): [string, string][] =>
  (
    [
      ['diagnosis.v1', diagnosisDocument, 'output'],
      ['bundle.v1', bundleManifest, 'output'],
      ['capacity.v1', capacityDocument, 'output'],
      ['config.v1', configDocument, 'input'],
      ['runbook.v1', runbookDocument, 'output'],
    ] as const
  ).map(([name, schema, io]) => [`schemas/${name}.json`, `${JSON.stringify(z.toJSONSchema(schema, { io }), null, 2)}\n`])
