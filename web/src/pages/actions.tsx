import type { ActionBoard } from '../../../src/server/views.ts'
import { api } from '../api.ts'
import { useLoaded } from '../load.ts'
import { overdueDays } from '../parts/action-table.tsx'
import { Heading, Main, Trouble } from '../parts/shell.tsx'
import { Status } from '../parts/status.tsx'

type Item = ActionBoard['actions'][number]

const COLUMNS: readonly (readonly [string, (days: number, item: Item) => boolean])[] = [
  ['Overdue', (days) => days > 0],
  ['This week', (days, item) => item.due !== null && days <= 0 && days > -7],
  ['Later', (days, item) => item.due !== null && days <= -7],
  ['No date', (_, item) => item.due === null],
]

/** What is to do, by its due date, over all incidents; and what was done and is undone again. */
export function ActionsPage() {
  const { value, error } = useLoaded('actions', api.actions)
  const open = value?.actions.filter((item) => item.status === 'open' || item.status === 'in-progress') ?? []
  const undone = value?.actions.filter((item) => item.verified?.result === 'undone') ?? []
  const overdue = open.filter((item) => overdueDays(item, value?.today) > 0).length
  return (
    <div class="page wide">
      <Main title="Actions">
        <div class="now">
          <h1>
            {!value
              ? 'Actions'
              : open.length === 0
                ? 'Nothing is left to do.'
                : `${open.length} open${overdue > 0 ? `, ${overdue} overdue` : ''}.`}
          </h1>
          {undone.length > 0 ? (
            <p>
              {undone.length} {undone.length === 1 ? 'was' : 'were'} done and {undone.length === 1 ? 'is' : 'are'} undone again.
            </p>
          ) : null}
        </div>
        {error ? <Trouble error={error} /> : null}
        {undone.length > 0 ? (
          <section>
            <Heading title="Undone again" />
            <ul>
              {undone.map((item) => (
                <Card item={item} today={value?.today} />
              ))}
            </ul>
          </section>
        ) : null}
        <section>
          <div class="board">
            {COLUMNS.map(([title, belongs]) => {
              const items = open
                .filter((item) => belongs(item.due === null ? 0 : (Date.parse(value!.today) - Date.parse(item.due)) / 86_400_000, item))
                .toSorted((a, b) => ((a.due ?? '') < (b.due ?? '') ? -1 : 1))
              return (
                <div>
                  <h3>
                    {title} <span class="mut">{items.length}</span>
                  </h3>
                  <ul>
                    {items.slice(0, 100).map((item) => (
                      <Card item={item} today={value?.today} />
                    ))}
                  </ul>
                  {items.length > 100 ? <p class="mut">{items.length - 100} more: whydown actions list</p> : null}
                </div>
              )
            })}
          </div>
        </section>
      </Main>
    </div>
  )
}

const Card = ({ item, today }: { item: Item; today: string | undefined }) => (
  <li>
    {item.text}
    <span class="ver">
      <a href={`/incidents/${encodeURIComponent(item.incident)}#actions`}>{item.incident}</a> · {item.owner ?? 'nobody'}
      {item.due ? ` · ${item.due}` : ''}
    </span>
    {overdueDays(item, today) > 0 ? <span class="ver warn">{overdueDays(item, today)} days over</span> : null}
    {item.verified ? (
      <span class="ver">
        <Status of="verified" value={item.verified.result} /> {item.verified.because}
      </span>
    ) : null}
  </li>
)
