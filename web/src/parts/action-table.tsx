import { useState } from 'preact/hooks'
import type { ActionView } from '../../../src/server/views.ts'
import { ApiError, api } from '../api.ts'
import { useSession } from '../session.ts'
import { Heading, Trouble } from './shell.tsx'
import { Status } from './status.tsx'

const today = () => new Date().toISOString().slice(0, 10)
export const overdueDays = (action: ActionView, now = today()): number =>
  action.due === null || action.status === 'done' || action.status === 'dropped'
    ? 0
    : Math.round((Date.parse(now) - Date.parse(action.due)) / 86_400_000)

/** The action items of one incident, what the live system says of each, and for editors owner, date and status. */
export function ActionTable({ actions, incident, changed }: { actions: readonly ActionView[]; incident: string; changed: () => void }) {
  const session = useSession()
  const [error, setError] = useState<ApiError | null>(null)
  const [said, setSaid] = useState('')
  const edit = (action: ActionView, changes: Record<string, unknown>) =>
    api.editAction(action.id, changes).then(
      () => {
        setError(null)
        changed()
      },
      (failure: unknown) => failure instanceof ApiError && setError(failure),
    )
  const verify = () => {
    setSaid('Looking …')
    api.verify(incident).then(
      (answer) => {
        setSaid(answer.message)
        changed()
      },
      (failure: unknown) => {
        setSaid('')
        if (failure instanceof ApiError) setError(failure)
      },
    )
  }
  const count = (result: string) => actions.filter((action) => action.verified?.result === result).length
  const overdue = actions.filter((action) => overdueDays(action) > 0).length
  const note = [
    count('done') > 0 ? `${count('done')} verified` : '',
    count('undone') > 0 ? `${count('undone')} undone again` : '',
    overdue > 0 ? `${overdue} overdue` : '',
  ].filter(Boolean)
  return (
    <>
      <Heading
        title="Actions"
        note={said || note.join(', ')}
        end={
          session.role === 'editor' ? (
            <button type="button" class="btn" data-verify onClick={verify}>
              Check again <kbd>v</kbd>
            </button>
          ) : null
        }
      />
      {error ? <Trouble error={error} /> : null}
      {actions.length === 0 ? <p class="mut">No action item.</p> : null}
      <table class="acttab">
        <thead>
          <tr>
            <th>Action</th>
            <th>Owner</th>
            <th>Due</th>
            <th>Status</th>
            <th>On the live system</th>
          </tr>
        </thead>
        <tbody>
          {actions.map((action) => (
            <tr key={action.id}>
              <td>
                {action.text} <span class="cid">{action.addresses}</span>
              </td>
              <td>
                {session.role === 'editor' ? (
                  <input
                    class="field"
                    size={12}
                    aria-label={`Owner of: ${action.text}`}
                    value={action.owner ?? ''}
                    placeholder="nobody"
                    onChange={(event) => void edit(action, { owner: (event.target as HTMLInputElement).value || null })}
                  />
                ) : (
                  (action.owner ?? <span class="mut">nobody</span>)
                )}
              </td>
              <td class="nw">
                {session.role === 'editor' ? (
                  <input
                    class="field"
                    type="date"
                    aria-label={`Due date of: ${action.text}`}
                    value={action.due ?? ''}
                    onChange={(event) => void edit(action, { due: (event.target as HTMLInputElement).value || null })}
                  />
                ) : (
                  (action.due ?? <span class="mut">no date</span>)
                )}
                {overdueDays(action) > 0 ? <span class="ver warn">{overdueDays(action)} days over</span> : null}
              </td>
              <td>
                {session.role === 'editor' ? (
                  <select
                    class="field"
                    aria-label={`Status of: ${action.text}`}
                    value={action.status}
                    onChange={(event) => void edit(action, { status: (event.target as HTMLSelectElement).value })}
                  >
                    <option value="open">Open</option>
                    <option value="in-progress">In progress</option>
                    <option value="done">Done</option>
                    <option value="dropped">Dropped</option>
                  </select>
                ) : (
                  <Status of="action" value={action.status} />
                )}
              </td>
              <td>
                {action.verified ? (
                  <>
                    <Status of="verified" value={action.verified.result} />
                    <span class="ver">{action.verified.because}</span>
                  </>
                ) : (
                  <span class="mut">not looked yet</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {session.role === 'editor' ? <AddAction incident={incident} changed={changed} /> : null}
    </>
  )
}

function AddAction({ incident, changed }: { incident: string; changed: () => void }) {
  return (
    <form
      class="filters"
      onSubmit={(event) => {
        event.preventDefault()
        const element = event.target as HTMLFormElement
        const form = new FormData(element)
        const text = String(form.get('text') ?? '').trim()
        if (text)
          void api.addAction(incident, { text, kind: form.get('kind') }).then(() => {
            element.reset()
            changed()
          })
      }}
    >
      <input class="field" name="text" size={50} placeholder="Another action" aria-label="Another action" />
      <select class="field" name="kind" aria-label="Kind of action">
        <option value="immediate">Immediate</option>
        <option value="short-term">Short term</option>
        <option value="long-term">Long term</option>
      </select>
      <button class="btn" type="submit">
        Add
      </button>
    </form>
  )
}
