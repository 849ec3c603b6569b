import { useEffect, useRef, useState } from 'preact/hooks'
import type { CapacityDocument, NodePlan } from '../../../src/model/index.ts'
import { ApiError, api } from '../api.ts'
import { gib } from '../format.ts'
import { CommandBox } from '../parts/command.tsx'
import { MemoryBar, type Segment, guestFill } from '../parts/memory-bar.tsx'
import { Heading, Main, Trouble } from '../parts/shell.tsx'
import { go } from '../router.ts'
import { Icon } from '../icons.tsx'

const GIB = 1_048_576
const STEP = GIB / 4

/** What is asked: sizes in KiB by what they are of, and the nodes that are lost. Kept in the address, so that it can be sent. */
interface Plan {
  readonly guests: Readonly<Record<string, number>>
  readonly ram: Readonly<Record<string, number>>
  readonly arc: Readonly<Record<string, number>>
  readonly lose: readonly string[]
}
const TODAY: Plan = { guests: {}, ram: {}, arc: {}, lose: [] }

const size = (kib: number) => (kib % GIB === 0 ? `${kib / GIB}G` : `${Math.round(kib / 1024)}M`)
const kibOf = (text: string) => Number.parseFloat(text) * (text.endsWith('G') ? GIB : 1024)

function readPlan(query: URLSearchParams): Plan {
  const pairs = (key: string) =>
    Object.fromEntries(
      query
        .getAll(key)
        .map((text) => text.split('=') as [string, string])
        .map(([k, v]) => [k, kibOf(v ?? '0G')]),
    )
  return { guests: pairs('set'), ram: pairs('ram'), arc: pairs('arc'), lose: query.getAll('lose') }
}
function addressOf(plan: Plan, node: string | null): string {
  const query = new URLSearchParams()
  if (node) query.set('node', node)
  for (const [key, of] of [
    ['set', plan.guests],
    ['ram', plan.ram],
    ['arc', plan.arc],
  ] as const)
    for (const [name, kib] of Object.entries(of)) query.append(key, `${name}=${size(kib)}`)
  for (const name of plan.lose) query.append('lose', name)
  return `/capacity${query.size > 0 ? `?${query}` : ''}`
}
const questionOf = (plan: Plan) => ({
  set: Object.entries(plan.guests).map(([guest, kib]) => `${guest}.memory=${size(kib)}`),
  ram: Object.entries(plan.ram).map(([node, kib]) => `${node}=${size(kib)}`),
  arc: Object.entries(plan.arc).map(([node, kib]) => `${node}=${size(kib)}`),
  lose: plan.lose,
})

/** The memory plan with its what-if: sliders, and the result at once. Nothing is changed on a host. */
export function CapacityPage({ query }: { query: URLSearchParams }) {
  const [plan, setPlan] = useState(() => readPlan(query))
  const [document, setDocument] = useState<CapacityDocument | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const newest = useRef(0)
  const chosen = query.get('node')
  useEffect(() => {
    const mine = ++newest.current
    const timer = setTimeout(() => {
      api.capacity(questionOf(plan)).then(
        (answer) => {
          if (newest.current !== mine) return
          setDocument(answer as CapacityDocument)
          setError(null)
        },
        (failure: unknown) => newest.current === mine && failure instanceof ApiError && setError(failure),
      )
      history.replaceState(null, '', addressOf(plan, chosen))
    }, 60)
    return () => clearTimeout(timer)
  }, [JSON.stringify(plan), chosen])

  if (!document)
    return (
      <div class="page wide">
        <Main title="Capacity">
          <div class="now">
            <h1>What may be used, what there is</h1>
          </div>
          {error ? <Trouble error={error} /> : null}
        </Main>
      </div>
    )
  const entry = document.nodes.find(({ before }) => before.name === chosen) ?? document.nodes[0]
  if (!entry) return <Main title="Capacity">No node is known.</Main>
  const now = entry.before
  const then = entry.after ?? entry.before
  const changed = document.changes.length > 0
  const proposal = document.proposals.find(({ node }) => node === now.name)?.proposal
  const wanted = document.wantedFraction
  const percent = (fraction: number) => `${(fraction * 100).toFixed(1).replace('-', '−').replace(/\.0$/, '')} %`
  const missing = wanted * then.installedKiB - then.headroomKiB
  return (
    <div class="page wide">
      <Main title={`Capacity of ${now.name}`}>
        <div class="crumb">
          {document.nodes.length > 1 ? (
            <div class="seg" role="group" aria-label="Node">
              {document.nodes.map(({ before }) => (
                <button
                  type="button"
                  class="btn"
                  aria-pressed={before.name === now.name}
                  onClick={() => go(addressOf(plan, before.name), true)}
                >
                  {before.name}
                </button>
              ))}
            </div>
          ) : null}
          <span>A plan. Nothing is changed on a host.</span>
          <span class="exp">
            <button type="button" class="btn" disabled={!changed && plan.lose.length === 0} onClick={() => setPlan(TODAY)}>
              Back to today
            </button>
          </span>
        </div>
        <div class="now">
          <h1 aria-live="polite">
            {changed ? `With ${changesInWords(plan)}, ` : ''}
            {now.name}{' '}
            <span class={then.rule === 'met' ? 'ok' : then.rule === 'below' ? 'warn' : 'down'}>
              {then.headroomKiB >= 0
                ? `keeps ${gib(then.headroomKiB)} GiB, ${percent(then.headroomFraction)}`
                : `is promised ${gib(-then.headroomKiB)} GiB more than it has`}
              .
            </span>
          </h1>
          <p>{missing > 0 ? `Not ${percent(wanted)}: ${gib(missing)} GiB are missing.` : `That is ${percent(wanted)} or more.`}</p>
        </div>
        {error ? <Trouble error={error} /> : null}
        <section class="capgrid">
          <div class="sliders">
            <h3 class="small">What if</h3>
            {now.terms
              .filter((term) => term.kind === 'guest' || term.kind === 'container')
              .map((term) => {
                const id = term.id.replace(/^vm:/, '')
                return (
                  <Slider
                    name={term.name}
                    now={term.kib}
                    value={plan.guests[id] ?? term.kib}
                    most={Math.max(term.kib * 2, 4 * GIB)}
                    change={(kib) => setPlan({ ...plan, guests: without(plan.guests, id, kib, term.kib) })}
                  />
                )
              })}
            <Slider
              name={`${now.name}, memory installed`}
              now={now.installedKiB}
              value={plan.ram[now.name] ?? now.installedKiB}
              least={GIB}
              most={now.installedKiB * 4}
              step={GIB}
              change={(kib) => setPlan({ ...plan, ram: without(plan.ram, now.name, kib, now.installedKiB) })}
            />
            {now.terms
              .filter((term) => term.kind === 'arc')
              .map((term) => (
                <Slider
                  name={term.name}
                  now={term.kib}
                  value={plan.arc[now.name] ?? term.kib}
                  most={now.installedKiB}
                  change={(kib) => setPlan({ ...plan, arc: without(plan.arc, now.name, kib, term.kib) })}
                />
              ))}
          </div>
          <div>
            <p class="small">Today</p>
            <PlanBar plan={now} wanted={wanted} />
            {changed ? (
              <>
                <p class="small">
                  Planned: {gib(then.promisedKiB)} of {gib(then.installedKiB)} GiB may be used
                </p>
                <PlanBar plan={then} wanted={wanted} />
              </>
            ) : null}
            <dl class="figs">
              <div>
                <dt>Headroom</dt>
                <dd>
                  {percent(then.headroomFraction)}
                  <small>
                    {gib(then.headroomKiB)} GiB; the rule is {percent(wanted)}
                  </small>
                </dd>
              </div>
              <div>
                <dt>After the host's own needs</dt>
                <dd class={then.marginKiB < 0 ? 'down' : ''}>
                  {gib(then.marginKiB)} GiB
                  <small>it needs {gib(then.needs.reduce((sum, need) => sum + need.kib, 0))} GiB for itself</small>
                </dd>
              </div>
              {document.replay ? (
                <div>
                  <dt>{document.replay.at ? `On ${document.replay.at.slice(0, 10)}` : 'Back then'}</dt>
                  <dd class={document.replay.atThatMoment.enough ? 'ok' : 'down'}>
                    {document.replay.atThatMoment.enough ? 'Enough' : 'Not enough'}
                    <small>
                      by {gib(Math.abs(document.replay.atThatMoment.byKiB))} GiB, {document.replay.killed} killed then
                    </small>
                  </dd>
                </div>
              ) : null}
            </dl>
            <Victims plan={then} />
          </div>
        </section>
        <div class="two">
          <section>
            <Heading title={`To ${percent(wanted)}`} note={proposal ? 'fewest changes first' : undefined} />
            {!proposal ? <p class="mut">It is reached.</p> : <p>{proposal.text}</p>}
            <ul class="why">
              {proposal?.changes.map((change, i) => (
                <li>
                  <b>{i + 1}</b>
                  <div>
                    {change.text} <span class="mut">{change.because}</span>
                    {change.command ? <CommandBox command={change.command} /> : null}
                    <TryIt set={change.set} plan={plan} setPlan={setPlan} />
                  </div>
                </li>
              ))}
            </ul>
            {proposal?.others.map((other) => (
              <p class="small">{other.text}</p>
            ))}
          </section>
          <section>
            <Heading title="How it is counted" />
            {then.formula.map((line) => (
              <p class="cmd">
                <code>{line}</code>
              </p>
            ))}
            {then.needs.map((need) => (
              <p class="small">
                {need.name}: {gib(need.kib, 2)} GiB, {need.because}
              </p>
            ))}
            {then.reclaim.map((one) => (
              <p class="small">{one.text}</p>
            ))}
            <CommandBox
              command={`whydown capacity ${[...document.changes, ...plan.lose.map((node) => `--lose ${node}`)].join(' ')}`.trim()}
            />
            {[...document.notes, ...then.unknown.map(({ what, command }) => `Not known: ${what} (${command})`)].map((note) => (
              <p class="small">{note}</p>
            ))}
          </section>
        </div>
        {document.nodes.length > 1 ? (
          <section>
            <Heading title="Lose a node" note="can the others carry its guests?" />
            <div class="losegrid">
              {document.nodes.map(({ before, after }) => {
                const lost = plan.lose.includes(before.name)
                const loss = document.losses.find((one) => one.lost === before.name)
                return (
                  <div>
                    <div class="nh">
                      <b>{before.name}</b> <span class="mut">{gib((after ?? before).installedKiB, 0)} GiB</span>
                      <span class="end">
                        <button
                          type="button"
                          class="btn"
                          aria-pressed={lost}
                          onClick={() =>
                            setPlan({
                              ...plan,
                              lose: lost ? plan.lose.filter((name) => name !== before.name) : [...plan.lose, before.name],
                            })
                          }
                        >
                          {lost ? 'Lost' : 'Lose it'}
                        </button>
                      </span>
                    </div>
                    <PlanBar plan={after ?? before} wanted={wanted} />
                    {loss ? (
                      <p class={loss.left.length > 0 ? 'down' : ''}>
                        {loss.text}
                        {loss.left.map((one) => (
                          <span class="ver">
                            {one.guest}, {gib(one.kib)} GiB: {one.because}
                          </span>
                        ))}
                      </p>
                    ) : null}
                  </div>
                )
              })}
            </div>
          </section>
        ) : null}
      </Main>
    </div>
  )
}

const without = (of: Readonly<Record<string, number>>, key: string, value: number, today: number): Record<string, number> => {
  const next = { ...of, [key]: value }
  if (value === today) delete next[key]
  return next
}

const changesInWords = (plan: Plan): string =>
  [
    ...Object.entries(plan.guests).map(([guest, kib]) => `${guest} at ${gib(kib, kib % GIB === 0 ? 0 : 2)} GiB`),
    ...Object.entries(plan.ram).map(([, kib]) => `${gib(kib, 0)} GiB of RAM`),
    ...Object.entries(plan.arc).map(([, kib]) => `ARC at ${gib(kib)} GiB`),
  ].join(' and ')

function Slider(props: {
  name: string
  now: number
  value: number
  least?: number
  most: number
  step?: number
  change: (kib: number) => void
}) {
  const same = props.value === props.now
  return (
    <label class="slide">
      <span>{props.name}</span>
      <input
        type="range"
        min={props.least ?? 0}
        max={props.most}
        step={props.step ?? STEP}
        value={props.value}
        aria-valuetext={`${gib(props.value, 2)} GiB`}
        onInput={(event) => props.change(Number((event.target as HTMLInputElement).value))}
      />
      <span class="r">
        {same ? null : <s>{gib(props.now, 1)}</s>} <b>{gib(props.value, props.value % GIB === 0 ? 0 : 2)} GiB</b>
      </span>
    </label>
  )
}

function PlanBar({ plan, wanted }: { plan: NodePlan; wanted: number }) {
  let guest = 0
  const terms = plan.terms.toSorted((a, b) => b.kib - a.kib)
  const segments: Segment[] = [
    ...terms.map((term) => ({
      kib: term.kib,
      fill: term.kind === 'arc' ? 'arc' : term.kind === 'hugepages' || term.kind === 'ceph' ? 'hostp' : guestFill(guest++),
      name: term.name,
      value: gib(term.kib),
    })),
    { kib: Math.max(0, plan.headroomKiB), fill: 'free', name: 'free', value: gib(Math.max(0, plan.headroomKiB)) },
  ]
  // More may be promised than there is: then the bar is longer than the memory, and the line stands where the memory ends.
  const whole = Math.max(plan.installedKiB, plan.promisedKiB)
  return (
    <MemoryBar
      segments={segments}
      markAt={((1 - wanted) * plan.installedKiB) / whole}
      markText={`left of this line ${Math.round(wanted * 100)} % stays free`}
      label={`${plan.name}: ${segments
        .filter(({ kib }) => kib > 0)
        .map(({ name, value }) => `${name} ${value}`)
        .join(', ')} GiB`}
    />
  )
}

function Victims({ plan }: { plan: NodePlan }) {
  const next = plan.killedNext
  if (!next) return null
  const most = Math.max(1, ...next.rows.map(({ points }) => points))
  return (
    <>
      <h3 class="small">Killed next, by the kernel's own rule</h3>
      <table>
        <thead>
          <tr>
            <th>Guest or process</th>
            <th class="r">{next.basis === 'now' ? 'Holds' : 'May hold'}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {next.rows.map((row, i) => (
            <tr>
              <td>
                {i + 1}. {i === 0 ? <b>{row.name}</b> : row.name}
              </td>
              <td class="r nw">{gib(row.heldKiB, 2)} GiB</td>
              <td>
                <svg width="100%" height="8" aria-hidden="true">
                  <rect
                    width={`${(Math.max(0, row.points) / most) * 100}%`}
                    height="8"
                    rx="2"
                    fill={i === 0 ? 'var(--down)' : 'var(--g2)'}
                  />
                </svg>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {next.hangsOnIt.map((claim) => (
        <p class="small">{claim.text}</p>
      ))}
      {next.protect ? (
        <details>
          <summary>Protect it</summary>
          <p>{next.protect.text}</p>
          <CommandBox command={next.protect.command} />
        </details>
      ) : null}
    </>
  )
}

function TryIt({ set, plan, setPlan }: { set: string; plan: Plan; setPlan: (plan: Plan) => void }) {
  const [, guest, value] = /^(?:--set )?(?:vm:)?([\w:-]+)\.memory=(\S+)$/.exec(set) ?? []
  const ram = /^--ram (?:([\w.-]+)=)?(\S+)$/.exec(set)
  if (!guest && !ram?.[1]) return null
  return (
    <button
      type="button"
      class="btn"
      onClick={() =>
        setPlan(
          guest && value
            ? { ...plan, guests: { ...plan.guests, [guest]: kibOf(value) } }
            : { ...plan, ram: { ...plan.ram, [ram![1]!]: kibOf(ram![2]!) } },
        )
      }
    >
      <Icon name="half" /> Try it
    </button>
  )
}
