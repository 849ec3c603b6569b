import type { CircumstanceDefinition, Finding } from '../causes/index.ts'
import type { Observation } from '../model/index.ts'
import type { Evidence } from './case.ts'

export interface Circumstance {
  readonly definition: CircumstanceDefinition
  readonly because: string
  readonly evidence: readonly Observation[]
}

const belongs = (definition: CircumstanceDefinition, cause: string) =>
  definition.belongsTo.some((id) => id === '*' || id === cause || (id.endsWith('.*') && cause.startsWith(id.slice(0, -1))))

/** Conditions, triggers and amplifiers that the evidence shows for this outage; without evidence there is none. */
export function findCircumstances(
  definitions: readonly CircumstanceDefinition[],
  evidence: Evidence,
  finding: Finding,
  span: { from: number | null; to: number | null },
  guest: string | undefined,
): Circumstance[] {
  return definitions
    .filter((definition) => belongs(definition, finding.cause.id))
    .flatMap((definition) => {
      const found = definition.find({
        observations: evidence.observations,
        finding,
        from: span.from,
        to: span.to,
        ...(guest === undefined ? {} : { guest }),
      })
      return found && found.evidence.length > 0 ? [{ definition, because: found.because, evidence: found.evidence }] : []
    })
}
