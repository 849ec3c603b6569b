/**
 * A process that writes until it is killed: incidents with evidence, notes, actions, looks. Each time a step is acknowledged it
 * prints what must be there from then on. Arguments: folder, name, document, evidence file.
 */
import { readFileSync, writeSync } from 'node:fs'
import { type DiagnosisDocument } from '../../model/index.ts'
import { keepEvidence } from '../keep-evidence.ts'
import { openSqliteStore } from './store.ts'

const [folder = '', name = '', documentFile = '', evidenceFile = ''] = process.argv.slice(2)
const document = JSON.parse(readFileSync(documentFile, 'utf8')) as DiagnosisDocument
const store = openSqliteStore(folder)
const stamp = { by: name, at: Date.parse('2025-08-05T08:00:00.000Z') }
/** At once and whole: a pipe takes so few bytes in one piece. */
const acknowledge = (...words: readonly (string | number)[]) => void writeSync(1, `${words.join(' ')}\n`)

for (let n = 0; ; n++) {
  const diagnosis = document.diagnoses[0]!
  const from = Date.parse('2020-01-01T00:00:00.000Z') + (Number(name.replace(/\D/g, '')) * 100_000 + n) * 600_000
  const copy = {
    ...document,
    diagnoses: [
      {
        ...diagnosis,
        subject: { ...diagnosis.subject, id: name },
        outage: { ...diagnosis.outage, from: new Date(from).toISOString(), to: null },
      },
    ],
  }
  const kept = await keepEvidence(folder, [{ path: evidenceFile }], {})
  const { id } = await store.add(
    {
      document: copy,
      actions: [{ text: 'Add swap.', kind: 'short-term', origin: 'person' }],
      ...('recipe' in kept ? { evidence: kept } : {}),
    },
    stamp,
  )
  acknowledge('incident', id)
  const revision = await store.change(id, { kind: 'annotate', text: `note ${id}` }, stamp)
  acknowledge('note', id, revision)
  await store.changeAction(`${id}.1`, { status: 'done' }, stamp)
  acknowledge('done', id)
}
