import type { ActionVerifier, Diagnosis, DiagnosisDocument } from '../model/index.ts'
import type { NewAction } from '../store/index.ts'
import { verifiers } from './verifiers/index.generated.ts'

/** A look is no measure: it changes nothing and nobody owns it. */
const LOOK = /^(?:See|Look|Check|Find|None|Nothing)\b/
const START = /^(?:qm|pct) start \d+$/

/**
 * The measures a diagnosis suggests, as items for a board. Each with the verifier that can check it, where there is one.
 * Starting the guest again is done when the evidence shows it back.
 */
export function proposeActions(document: DiagnosisDocument): NewAction[] {
  const diagnosis = document.diagnoses[0]!
  const seen = new Set<string>()
  return diagnosis.actions.flatMap((item): NewAction[] => {
    if (LOOK.test(item.text) || seen.has(item.text)) return []
    seen.add(item.text)
    const command = diagnosis.remediation.find(({ text, addresses }) => text === item.text && addresses === item.addresses)?.command
    if (command !== undefined && START.test(command) && diagnosis.outage.to !== null) return []
    const verifier = verifierFor(item, diagnosis)
    return [{ text: item.text, kind: item.kind, origin: 'diagnosis', addresses: item.addresses, ...(verifier ? { verifier } : {}) }]
  })
}

export function verifierFor(item: { readonly text: string; readonly addresses: string }, diagnosis: Diagnosis): ActionVerifier | null {
  for (const verifier of verifiers) {
    if (!verifier.checks.some(({ addresses, text }) => (addresses === '*' || addresses === item.addresses) && text.test(item.text)))
      continue
    const target = verifier.aim(diagnosis, item.text)
    if (target) return { id: verifier.id, target: { ...target } }
  }
  return null
}
