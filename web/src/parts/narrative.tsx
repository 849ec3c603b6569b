import { useState } from 'preact/hooks'
import type { IncidentView } from '../../../src/server/views.ts'
import { ApiError, api } from '../api.ts'
import { useSession } from '../session.ts'
import { Trouble } from './shell.tsx'

/** What a person writes over the generated words. The citations stay: they belong to the diagnosis, not to the text. */
export function Narrative({ view, headline, changed }: { view: IncidentView; headline: string; changed: () => void }) {
  const session = useSession()
  const [error, setError] = useState<ApiError | null>(null)
  if (session.role !== 'editor') return null
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.target as HTMLFormElement)
    const text = (key: string) => String(form.get(key) ?? '').trim() || null
    try {
      await api.edit(view.row.id, {
        revision: view.revision,
        headline: text('headline'),
        impact: text('impact'),
        commander: text('commander'),
        severity: text('severity'),
        status: text('status'),
        nextReview: text('nextReview'),
      })
      setError(null)
      changed()
    } catch (failure) {
      if (failure instanceof ApiError) setError(failure)
    }
  }
  return (
    <details>
      <summary>Edit words, people and status</summary>
      <form class="sliders" onSubmit={(event) => void save(event as unknown as SubmitEvent)}>
        {error ? <Trouble error={error} /> : null}
        <label>
          Headline
          <textarea class="field" name="headline" rows={2} placeholder={headline}>
            {view.narrative.headline ?? ''}
          </textarea>
        </label>
        <label>
          Impact, in your words
          <textarea class="field" name="impact" rows={2}>
            {view.narrative.impact ?? ''}
          </textarea>
        </label>
        <div class="filters">
          <label>
            Commander <input class="field" name="commander" value={view.commander ?? ''} />
          </label>
          <label>
            Severity{' '}
            <select class="field" name="severity" value={view.row.severity}>
              {['P1', 'P2', 'P3', 'P4', 'none'].map((level) => (
                <option value={level}>{level}</option>
              ))}
            </select>
          </label>
          <label>
            Status{' '}
            <select class="field" name="status" value={view.row.status}>
              {['draft', 'reviewed', 'closed'].map((status) => (
                <option value={status}>{status}</option>
              ))}
            </select>
          </label>
          <label>
            Next review <input class="field" type="date" name="nextReview" value={view.nextReview ?? ''} />
          </label>
          <button class="btn" type="submit">
            Save
          </button>
        </div>
      </form>
    </details>
  )
}

/** A note or a moment that a person adds. It is always marked as theirs and never counts as evidence. */
export function NoteForm({ id, changed }: { id: string; changed: () => void }) {
  const session = useSession()
  const [error, setError] = useState<ApiError | null>(null)
  if (session.role !== 'editor') return null
  const send = async (event: SubmitEvent) => {
    event.preventDefault()
    const element = event.target as HTMLFormElement
    const form = new FormData(element)
    const text = String(form.get('text') ?? '').trim()
    if (!text) return
    try {
      await api.annotate(id, text, String(form.get('at') ?? '') || null)
      element.reset()
      setError(null)
      changed()
    } catch (failure) {
      if (failure instanceof ApiError) setError(failure)
    }
  }
  return (
    <form class="filters" onSubmit={(event) => void send(event as unknown as SubmitEvent)}>
      {error ? <Trouble error={error} /> : null}
      <label class="vh" for="note-text">
        Note
      </label>
      <input id="note-text" class="field" name="text" size={60} placeholder="A note of yours; it never counts as evidence" />
      <label class="mut">
        at <input class="field" type="datetime-local" step="1" name="at" aria-label="Time of the note, if it belongs to one" />
      </label>
      <button class="btn" type="submit">
        Add
      </button>
    </form>
  )
}
