import { join } from 'node:path'
import type { EvidenceInput } from '../bundle/index.ts'
import { analyze } from '../diagnose/index.ts'
import { type DiagnosisDocument, type EvidenceRecipe, type Incident, WhydownError } from '../model/index.ts'
import { outageDocument } from './outage-document.ts'

/** Where an incident's evidence lies, as inputs of an analysis. */
export function keptInputs(folder: string, recipe: EvidenceRecipe): EvidenceInput[] {
  return recipe.inputs.map(({ path, side }) => ({ path: join(folder, path), ...(side ? { side } : {}) }))
}

/**
 * The answer that today's rules give for the outage of an incident, from its kept evidence or from `inputs`. Several outages in
 * the evidence: the one of the same subject nearest in time.
 */
export async function rediagnose(
  incident: Incident,
  folder: string,
  options: { readonly version: string; readonly inputs?: readonly EvidenceInput[] },
): Promise<DiagnosisDocument> {
  const { recipe, id } = incident
  if (!recipe && !options.inputs)
    throw new WhydownError('usage', `The evidence of ${id} was not kept.`, `Give it again: whydown incidents rediagnose ${id} --from PATH`)
  const subject = incident.subject
  const from = incident.outage.from === null ? undefined : Date.parse(incident.outage.from)
  const asked =
    recipe?.subject ?? (subject.kind !== 'process' && subject.id !== undefined ? { kind: subject.kind, id: subject.id } : undefined)
  const at = recipe?.at ?? from
  const document = await analyze(options.inputs ?? keptInputs(folder, recipe!), {
    version: options.version,
    ...(asked ? { subject: asked } : {}),
    ...(recipe?.zone === undefined ? {} : { zone: recipe.zone }),
    ...(at === undefined ? {} : { at }),
    ...(recipe?.since === undefined ? {} : { since: recipe.since }),
    ...(recipe?.until === undefined ? {} : { until: recipe.until }),
  })
  return outageDocument(document, nearest(document, incident))
}

function nearest(document: DiagnosisDocument, { subject, outage }: Incident): number {
  const start = (at: string | null) => (at === null ? 0 : Date.parse(at))
  const ranked = document.diagnoses
    .map((diagnosis, n) => ({
      n,
      other: diagnosis.subject.kind === subject.kind && diagnosis.subject.id === subject.id ? 0 : 1,
      away: Math.abs(start(diagnosis.outage.from) - start(outage.from)),
    }))
    .toSorted((a, b) => a.other - b.other || a.away - b.away || a.n - b.n)
  return (ranked[0]?.n ?? 0) + 1
}
