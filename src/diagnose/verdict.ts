import type { Finding } from '../causes/index.ts'
import type { Diagnosis, Entities, Observation, Witness } from '../model/index.ts'

/** A line that names the same guest, process or device and says that something broke, ended or was asked for. */
function corroborates(observation: Observation, about: Entities): boolean {
  if (!['end', 'fault', 'intent'].includes(observation.salience)) return false
  const keys = ['guest', 'pid', 'device', 'pci', 'nic', 'pool'] as const
  return keys.some((key) => about[key] !== undefined && about[key] === observation.about[key])
}

/** The independent witnesses of a finding: of its decisive lines, and of supporting lines about the very same thing. */
export function witnesses(finding: Finding): Witness[] {
  const told = [...finding.decisive, ...finding.supporting.filter((o) => corroborates(o, finding.about))]
  // Host and guest are different machines: their kernels do not copy from each other.
  return [...new Map(told.map((o) => [`${o.side === 'guest' ? 'guest' : 'host'}:${o.witness}`, o.witness])).values()]
}

/**
 * `confirmed` needs two independent witnesses and no contradiction, `likely` one decisive line.
 */
export function conclude(finding: Finding): Diagnosis['conclusion'] {
  if (finding.decisive.length === 0) return 'inconclusive'
  if (finding.contradicting.length > 0) return finding.contradicting.length < finding.decisive.length ? 'likely' : 'inconclusive'
  return witnesses(finding).length >= 2 ? 'confirmed' : 'likely'
}
