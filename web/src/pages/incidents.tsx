import { useState } from 'preact/hooks'
import { api } from '../api.ts'
import { duration } from '../format.ts'
import { useLoaded } from '../load.ts'
import { DropZone } from '../parts/drop.tsx'
import { Heading, Main, Trouble } from '../parts/shell.tsx'
import { go } from '../router.ts'
import { useSession } from '../session.ts'
import { IncidentTable } from './now.tsx'
import { useKeys } from '../keyboard.ts'

const PAGE = 50
const DAY_MS = 86_400_000

export function IncidentsPage({ query }: { query: URLSearchParams }) {
  const session = useSession()
  const filter = Object.fromEntries(
    ['search', 'cause', 'guest', 'status', 'from', 'to'].flatMap((key) => (query.get(key) ? [[key, query.get(key)!]] : [])),
  )
  const offset = Number(query.get('offset') ?? 0) || 0
  const { value, error } = useLoaded(`incidents ${query}`, () => api.incidents({ ...filter, offset: offset || undefined, limit: PAGE }))
  const set = (changes: Record<string, string>) => {
    const next = new URLSearchParams(query)
    next.delete('offset')
    for (const [key, text] of Object.entries(changes)) {
      if (text) next.set(key, text)
      else next.delete(key)
    }
    go(`/incidents${next.size > 0 ? `?${next}` : ''}`)
  }
  const [row, setRow] = useState(-1)
  const move = (by: number) => {
    const links = [...document.querySelectorAll<HTMLElement>('.rec a.row')]
    const next = Math.min(links.length - 1, Math.max(0, row + by))
    setRow(next)
    links[next]?.focus()
  }
  useKeys({ j: () => move(1), k: () => move(-1) })
  const filtered = Object.keys(filter).length > 0
  return (
    <div class="page wide">
      <Main title="Incidents">
        <div class="now">
          <h1>
            {value
              ? filtered
                ? `${value.total} of the incidents match.`
                : value.total === 0
                  ? 'No incident yet.'
                  : `${value.total} incidents.`
              : 'Incidents'}
          </h1>
          {value && value.total === 0 && !filtered ? (
            <p>
              Drop a log or a bundle here, or run <code>whydown why 102</code>.
            </p>
          ) : null}
        </div>
        {error ? <Trouble error={error} /> : null}
        {value ? <Calendar days={value.days} choose={(day) => set({ from: day, to: day })} /> : null}
        <section>
          <Heading
            title="List"
            note={
              filtered
                ? Object.entries(filter)
                    .map(([key, text]) => `${key} ${text}`)
                    .join(', ')
                : undefined
            }
          />
          <div class="filters">
            <input
              class="field"
              type="search"
              placeholder="Guest, cause, log text"
              aria-label="Search in incidents"
              value={filter['search'] ?? ''}
              onChange={(event) => set({ search: (event.target as HTMLInputElement).value })}
            />
            <Select
              name="Cause"
              value={filter['cause']}
              options={value?.causes.map((c) => [c.id, `${c.id} (${c.count})`]) ?? []}
              choose={(cause) => set({ cause })}
            />
            <Select
              name="Guest"
              value={filter['guest']}
              options={value?.guests.map((g) => [g.name, `${g.name} (${g.count})`]) ?? []}
              choose={(guest) => set({ guest })}
            />
            <Select
              name="Status"
              value={filter['status']}
              options={[
                ['draft', 'Draft'],
                ['reviewed', 'Reviewed'],
                ['closed', 'Closed'],
              ]}
              choose={(status) => set({ status })}
            />
            {filtered ? (
              <button type="button" class="btn" onClick={() => go('/incidents')}>
                Clear
              </button>
            ) : null}
          </div>
          {value && value.incidents.length === 0 && filtered ? <p class="empty">Nothing matches.</p> : null}
          <IncidentTable rows={value?.incidents ?? []} zone={session.zone} />
          {value && value.total > PAGE ? (
            <p class="acts">
              <button type="button" class="btn" disabled={offset === 0} onClick={() => page(query, Math.max(0, offset - PAGE))}>
                Newer
              </button>
              <button type="button" class="btn" disabled={offset + PAGE >= value.total} onClick={() => page(query, offset + PAGE)}>
                Older
              </button>
              <span class="mut">
                {offset + 1} to {Math.min(value.total, offset + PAGE)} of {value.total}
              </span>
            </p>
          ) : null}
        </section>
        {value && value.causes.length > 0 ? (
          <section>
            <Heading title="What comes again" note="counted over what the filter holds" />
            <table>
              <thead>
                <tr>
                  <th>Cause</th>
                  <th class="r">Incidents</th>
                </tr>
              </thead>
              <tbody>
                {value.causes.slice(0, 10).map((cause) => (
                  <tr>
                    <td>
                      <a href={`/incidents?cause=${encodeURIComponent(cause.id)}`}>
                        <code>{cause.id}</code>
                      </a>
                    </td>
                    <td class="r">{cause.count}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ) : null}
        <section>
          <DropZone />
        </section>
      </Main>
    </div>
  )
}

const page = (query: URLSearchParams, offset: number) => {
  const next = new URLSearchParams(query)
  if (offset > 0) next.set('offset', String(offset))
  else next.delete('offset')
  go(`/incidents?${next}`)
}

const Select = ({
  name,
  value,
  options,
  choose,
}: {
  name: string
  value: string | undefined
  options: readonly (readonly [string, string])[]
  choose: (value: string) => void
}) => (
  <select class="field" aria-label={name} value={value ?? ''} onChange={(event) => choose((event.target as HTMLSelectElement).value)}>
    <option value="">{name}: all</option>
    {options.map(([key, text]) => (
      <option value={key}>{text}</option>
    ))}
  </select>
)

/** A square a day for a year: its inner square is larger the longer guests were down, an outline only when all was planned. */
function Calendar({
  days,
  choose,
}: {
  days: readonly { day: string; incidents: number; seconds: number; planned: number }[]
  choose: (day: string) => void
}) {
  if (days.length === 0) return null
  const of = new Map(days.map((d) => [d.day, d]))
  const newest = Date.parse(days.reduce((a, b) => (a.day > b.day ? a : b)).day)
  const end = newest + (6 - new Date(newest).getUTCDay()) * DAY_MS
  const squares = Array.from({ length: 53 * 7 }, (_, i) => new Date(end - (53 * 7 - 1 - i) * DAY_MS).toISOString().slice(0, 10))
  return (
    <section>
      <Heading title="Calendar" note="the inner square grows with the time down: under 10 min, under 1 h, longer; outlined: planned" />
      <div class="cal" tabIndex={0} role="group" aria-label="A year of incidents">
        {squares.map((day) => {
          const d = of.get(day)
          const size = !d ? 0 : d.seconds >= 3600 ? 12 : d.seconds >= 600 ? 8 : 5
          const says = d
            ? `${day}: ${d.incidents} incident${d.incidents === 1 ? '' : 's'}${d.planned > 0 ? `, ${d.planned} planned` : ''}, ${duration(d.seconds)} down`
            : day
          return d ? (
            <button type="button" class="has" title={says} aria-label={says} onClick={() => choose(day)}>
              <i class={d.planned === d.incidents ? 'p' : ''} style={{ width: `${size}px`, height: `${size}px` }} />
            </button>
          ) : (
            <span title={says} />
          )
        })}
      </div>
    </section>
  )
}
