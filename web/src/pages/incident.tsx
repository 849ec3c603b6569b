import { useEffect, useMemo, useState } from 'preact/hooks'
import type { Diagnosis, MemoryAccount } from '../../../src/model/index.ts'
import type { IncidentView } from '../../../src/server/views.ts'
import { api } from '../api.ts'
import { clock, day, duration, gib, guestName, stamp, zoneName } from '../format.ts'
import { Icon } from '../icons.tsx'
import { useKeys } from '../keyboard.ts'
import { useLoaded } from '../load.ts'
import { ActionTable } from '../parts/action-table.tsx'
import { Chain } from '../parts/chain.tsx'
import { Citations, Cite } from '../parts/cites.tsx'
import { CommandBox } from '../parts/command.tsx'
import { Drawer } from '../parts/drawer.tsx'
import { EventList } from '../parts/event-list.tsx'
import { MemoryBar, type Segment, guestFill } from '../parts/memory-bar.tsx'
import { Narrative, NoteForm } from '../parts/narrative.tsx'
import { Heading, Main, Trouble } from '../parts/shell.tsx'
import { Status } from '../parts/status.tsx'
import { useSession } from '../session.ts'
import { Timeline } from '../timeline/timeline.tsx'

const SECTIONS = [
  ['verdict', 'Verdict'],
  ['chain', 'Chain'],
  ['timeline', 'Timeline'],
  ['memory', 'Where the memory was'],
  ['whys', 'Whys'],
  ['ruled', 'Ruled out'],
  ['unknown', 'Not known'],
  ['todo', 'What to do'],
  ['actions', 'Actions'],
  ['history', 'History'],
] as const

export function IncidentPage({ id }: { id: string }) {
  const loaded = useLoaded(`incident ${id}`, () => api.incident(id))
  if (!loaded.value)
    return (
      <div class="page wide">
        <Main title={id}>{loaded.error ? <Trouble error={loaded.error} /> : null}</Main>
      </div>
    )
  return <Incident view={loaded.value} again={loaded.again} />
}

function Incident({ view, again }: { view: IncidentView; again: () => void }) {
  const { document: doc, row } = view
  const diagnosis = doc.diagnoses[view.which] ?? doc.diagnoses[0]
  const [opened, setOpened] = useState<{ refs: readonly string[]; claim: string } | null>(null)
  const numberOf = useMemo(
    () =>
      new Map(
        numbering(
          diagnosis,
          doc.evidence.map((item) => item.ref),
        ).map((ref, i) => [ref, i + 1]),
      ),
    [doc, view.which],
  )
  const close = () => {
    const last = opened?.refs[0]
    setOpened(null)
    if (last) document.querySelector<HTMLElement>(`.cite[data-ref="${CSS.escape(last)}"]`)?.focus()
  }
  const open = (refs: readonly string[], claim: string) => setOpened({ refs, claim })
  useEffect(() => {
    document.documentElement.classList.toggle('has-drawer', opened !== null)
    return () => document.documentElement.classList.remove('has-drawer')
  }, [opened])
  const step = (by: number) => {
    const keys = [...document.querySelectorAll<HTMLElement>('.cite')]
    const at = keys.indexOf(document.activeElement as HTMLElement)
    const next = keys[(at + by + keys.length) % keys.length]
    next?.focus()
    next?.scrollIntoView({ block: 'nearest' })
  }
  useKeys({
    Escape: () => opened && close(),
    '[': () => step(-1),
    ']': () => step(1),
    e: () => (document.activeElement as HTMLElement)?.closest('dd, p, li')?.querySelector<HTMLElement>('.cite')?.click(),
    n: () => document.querySelector<HTMLElement>('#note-text')?.focus(),
    v: () => document.querySelector<HTMLElement>('[data-verify]')?.click(),
    ...Object.fromEntries(['1', '2', '3', '4'].map((n) => [n, () => document.querySelector<HTMLElement>(`[data-span="${n}"]`)?.click()])),
  })
  if (!diagnosis) return <Main title={row.id}>This incident holds no diagnosis.</Main>
  const zone = doc.zone.name
  const name = guestName(diagnosis.subject)
  const present = new Set(
    SECTIONS.map(([key]) => key).filter((key) =>
      key === 'memory'
        ? diagnosis.memory !== null
        : key === 'unknown'
          ? diagnosis.unknown.length > 0
          : key === 'ruled'
            ? diagnosis.rejected.length > 0
            : true,
    ),
  )
  const facts: [string, preact.ComponentChildren][] = [
    ['Cause', <code class="cid">{diagnosis.cause?.id ?? 'undetermined'}</code>],
    ['Severity', row.severity],
    ['Status', <Status of="incident" value={row.status} />],
    ['Commander', view.commander ?? 'nobody yet'],
    ['Next review', view.nextReview ?? 'none'],
    ['Evidence', `${numberOf.size} cited lines, ${doc.coverage.length} sources`],
    ...(doc.coverage.some((c) => c.status === 'denied' || c.status === 'missing')
      ? ([
          [
            'Not seen',
            doc.coverage
              .filter((c) => c.status === 'denied' || c.status === 'missing')
              .map((c) => c.source)
              .slice(0, 3)
              .join(', '),
          ],
        ] as [string, string][])
      : []),
  ]
  return (
    <Citations.Provider value={{ numberOf, opened: opened?.refs ?? [], open }}>
      <div class="page rail-page">
        <Rail sections={SECTIONS.filter(([key]) => present.has(key))} facts={facts} />
        <Main title={`${name}: ${diagnosis.cause?.title ?? 'not settled'}`}>
          <div class="crumb">
            <a href="/incidents">Incidents</a> / <span class="mono">{row.id}</span>
            <Exports id={row.id} class="exp" bundle={view.hasBundle} />
          </div>
          <label class="jump tsel">
            <span class="vh">Go to</span>
            <select
              class="field"
              onChange={(event) => document.getElementById((event.target as HTMLSelectElement).value)?.scrollIntoView()}
            >
              {SECTIONS.filter(([key]) => present.has(key)).map(([key, title]) => (
                <option value={key}>{title}</option>
              ))}
            </select>
          </label>
          <div class="verdict" id="verdict">
            <h1>
              <Headline text={view.narrative.headline ?? diagnosis.headline} name={name} />
            </h1>
            <p class="lead">
              <When diagnosis={diagnosis} zone={zone} />{' '}
              {diagnosis.outage.planned === true ? 'Planned.' : diagnosis.outage.planned === false ? 'Not planned.' : ''}{' '}
              {view.narrative.impact ?? diagnosis.impact[0]?.text ?? ''}
            </p>
            <dl class="because">
              {diagnosis.statements.map((statement) => (
                <>
                  <dt>{STATEMENT[statement.id] ?? statement.id}</dt>
                  <dd>
                    {statement.id === 'how-sure' ? <Status of="conclusion" value={diagnosis.conclusion} /> : null}{' '}
                    {statement.id === 'how-sure'
                      ? statement.text.replace(/^(?:Confirmed|Likely|Inconclusive)[:.]?\s*/i, '')
                      : statement.text}{' '}
                    <Cite refs={statement.evidence} claim={statement.text} />
                  </dd>
                </>
              ))}
            </dl>
            <dl class="facts">
              {facts.map(([title, value]) => (
                <div>
                  <dt>{title}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </div>
          {diagnosis.chain.length > 0 ? (
            <section id="chain">
              <Heading title="Chain" note="from what made it possible to what made it last" />
              <Chain diagnosis={diagnosis} zone={zone} name={name} />
            </section>
          ) : null}
          <section id="timeline">
            <Heading title="Timeline" note={`times in ${zone}${clockNote(doc.evidence)}`} />
            <Timeline
              diagnosis={diagnosis}
              evidence={doc.evidence}
              coverage={doc.coverage}
              zone={zone}
              opened={opened?.refs ?? []}
              open={open}
            />
            <details open={innerWidth < 720}>
              <summary>All {doc.evidence.length.toLocaleString('en')} lines as a list</summary>
              <EventList evidence={doc.evidence} cited={numberOf} zone={zone} open={open} />
            </details>
          </section>
          {diagnosis.memory ? <MemorySection account={diagnosis.memory} zone={zone} /> : null}
          <div class="two">
            <section id="whys">
              <Heading title="Five whys" />
              <ol class="why">
                {diagnosis.whys.map((why, i) => (
                  <li>
                    <b>{i + 1}</b>
                    <div>
                      <q>{why.question}</q>
                      {why.answer} <Cite refs={why.evidence} claim={why.answer} />
                    </div>
                  </li>
                ))}
              </ol>
              {diagnosis.whys.length < 5 ? <p class="mut">The evidence stops here.</p> : null}
            </section>
            {diagnosis.rejected.length > 0 ? (
              <section id="ruled">
                <Heading title="Ruled out" note={`${diagnosis.rejected.length} causes, each with its reason`} />
                <ul class="why">
                  {diagnosis.rejected.slice(0, 9).map((no) => (
                    <RuledOut no={no} />
                  ))}
                </ul>
                {diagnosis.rejected.length > 9 ? (
                  <details>
                    <summary>{diagnosis.rejected.length - 9} more</summary>
                    <ul class="why">
                      {diagnosis.rejected.slice(9).map((no) => (
                        <RuledOut no={no} />
                      ))}
                    </ul>
                  </details>
                ) : null}
              </section>
            ) : null}
          </div>
          {diagnosis.unknown.length > 0 ? (
            <section id="unknown">
              <Heading title="Not known" note="and the command that would settle it" />
              <ul class="unk">
                {diagnosis.unknown.map((open) => (
                  <li>
                    <Icon name="unknown" class="mut" /> <b>{open.because}</b> <span class="cid">{open.id}</span>
                    {open.wouldSettle.map((settle) => (
                      <>
                        <div class="small">{settle.what}</div>
                        <CommandBox command={settle.command} />
                      </>
                    ))}
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
          <section id="todo">
            <Heading title="What to do" note="whydown never changes a host. Copy, read, run." />
            <div class="rem">
              {diagnosis.remediation.map((item, i) => (
                <>
                  <h3>{item.when === diagnosis.remediation[i - 1]?.when ? '' : WHEN[item.when]}</h3>
                  <p>{item.text}</p>
                  <div>{item.command ? <CommandBox command={item.command} /> : null}</div>
                </>
              ))}
            </div>
          </section>
          <section id="actions">
            <ActionTable actions={view.actions} incident={row.id} changed={again} />
          </section>
          <section id="history">
            <Heading title="History" note={view.recurrence.length > 0 ? view.recurrence.join(' ') : undefined} end={<NoteButton />} />
            <ul class="hist">
              {view.history.map((entry) => (
                <li>
                  <time dateTime={entry.at}>{stamp(entry.at, zone).slice(0, 16)}</time>
                  <Icon name={entry.byPerson ? 'person' : 'ok'} />
                  <p class={entry.byPerson ? 'person' : ''}>
                    {entry.byPerson ? `${entry.who}: ` : ''}
                    {entry.text}
                  </p>
                </li>
              ))}
            </ul>
            <Narrative view={view} headline={diagnosis.headline} changed={again} />
            <NoteForm id={row.id} changed={again} />
            {view.similar.length > 0 ? (
              <>
                <h3 class="small">Similar incidents</h3>
                <ul>
                  {view.similar.map((other) => (
                    <li>
                      <a href={`/incidents/${encodeURIComponent(other.id)}`}>{other.id}</a> <span class="mut">{other.headline}</span>
                    </li>
                  ))}
                </ul>
              </>
            ) : null}
            <Exports id={row.id} class="exp2" bundle={view.hasBundle} />
          </section>
        </Main>
      </div>
      {opened ? <Drawer incident={row.id} claim={opened.claim} refs={opened.refs} numberOf={numberOf} close={close} /> : null}
    </Citations.Provider>
  )
}

const STATEMENT: Record<string, string> = { why: 'Why', 'why-then': 'Why then', 'why-so-long': 'Why so long', 'how-sure': 'How sure' }
const WHEN = { immediate: 'Immediate', 'short-term': 'Short term', 'long-term': 'Long term' } as const

/** The lines that claims rest on, in order of first use: the numbers of the citation keys. */
function numbering(diagnosis: Diagnosis | undefined, refs: readonly string[]): string[] {
  if (!diagnosis) return []
  const used = [
    ...diagnosis.statements,
    ...diagnosis.chain,
    ...diagnosis.whys,
    ...diagnosis.rejected,
    ...(diagnosis.memory ? [diagnosis.memory] : []),
    ...diagnosis.parties,
    ...diagnosis.impact,
  ].flatMap((claim) => claim.evidence)
  const known = new Set(refs)
  return [...new Set([...used, ...diagnosis.timeline])].filter((ref) => known.has(ref))
}

const clockNote = (evidence: readonly { from: string; clock: { utcOffsetMs?: number | undefined } }[]) => {
  const offset = evidence.find((item) => item.from === 'guest' && item.clock.utcOffsetMs)?.clock.utcOffsetMs
  return offset
    ? `; the guest's clock was ${Math.abs(offset / 1000).toFixed(2)} s ${offset > 0 ? 'ahead' : 'behind'}, all lanes stand on the host's`
    : ''
}

function Headline({ text, name }: { text: string; name: string }) {
  const rest = text.startsWith(name) ? text.slice(name.length) : null
  const split = rest === null ? -1 : rest.indexOf(':')
  return rest === null || split < 0 ? (
    <>{text}</>
  ) : (
    <>
      {name}
      <em>{rest.slice(0, split)}</em>: {rest.slice(split + 1).trim()}
    </>
  )
}

function When({ diagnosis, zone }: { diagnosis: Diagnosis; zone: string }) {
  const { from, to, seconds } = diagnosis.outage
  if (!from) return <b>When is not known.</b>
  return (
    <>
      <b>
        {stamp(from, zone)} {to ? `to ${day(from, zone) === day(to, zone) ? clock(to, zone) : stamp(to, zone)}` : ''} {zoneName(from, zone)}
        {seconds === null ? '' : `, ${duration(seconds)}`}.
      </b>
      {to ? '' : ' Its return was not seen.'}
    </>
  )
}

const RuledOut = ({ no }: { no: Diagnosis['rejected'][number] }) => (
  <li>
    <b />
    <div>
      <q>
        {no.title} <span class="cid">{no.id}</span>
      </q>
      {no.because} <Cite refs={no.evidence} claim={`${no.title}: ruled out. ${no.because}`} />
    </div>
  </li>
)

function Rail({
  sections,
  facts,
}: {
  sections: readonly (readonly [string, string])[]
  facts: readonly [string, preact.ComponentChildren][]
}) {
  const [current, setCurrent] = useState('verdict')
  useEffect(() => {
    const watch = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) if (entry.isIntersecting) setCurrent(entry.target.id)
      },
      { rootMargin: '-15% 0px -75% 0px' },
    )
    for (const [key] of sections) {
      const element = document.getElementById(key)
      if (element) watch.observe(element)
    }
    return () => watch.disconnect()
  }, [sections.length])
  return (
    <div class="rail">
      <nav aria-label="On this page">
        {sections.map(([key, title]) => (
          <a href={`#${key}`} class={current === key ? 'on' : ''}>
            {title}
          </a>
        ))}
      </nav>
      <dl>
        {facts.map(([title, value]) => (
          <div>
            <dt>{title}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

const Exports = ({ id, class: klass, bundle }: { id: string; class: string; bundle: boolean }) => (
  <span class={klass}>
    {(['pdf', 'html', 'md', 'json'] as const).map((form) => (
      <a class="btn" href={`/api/v1/incidents/${encodeURIComponent(id)}/report.${form}`} download>
        {{ pdf: 'PDF', html: 'HTML', md: 'Markdown', json: 'JSON' }[form]}
      </a>
    ))}
    {bundle ? (
      <a class="btn" href={`/api/v1/incidents/${encodeURIComponent(id)}/bundle`} download>
        Bundle
      </a>
    ) : null}
  </span>
)

const NoteButton = () => {
  const session = useSession()
  return session.role === 'editor' ? (
    <button type="button" class="btn" onClick={() => document.getElementById('note-text')?.focus()}>
      Add a note <kbd>n</kbd>
    </button>
  ) : null
}

const FILL: Record<string, string> = {
  process: 'hostp',
  cache: 'cache',
  slab: 'slab',
  tables: 'pt',
  hugepages: 'rsv',
  free: 'free',
  unaccounted: 'arc',
  reserved: 'rsv',
}

/** The kernel's own report as a bar: guests large, the rest magnified below, and a table that sums up. */
function MemorySection({ account, zone }: { account: MemoryAccount; zone: string }) {
  let guest = 0
  const rows = account.rows.map((r) => ({ ...r, fill: r.kind === 'guest' ? guestFill(guest++) : (FILL[r.kind] ?? 'hostp') }))
  const guests = rows.filter((r) => r.kind === 'guest')
  const rest = rows.filter((r) => r.kind !== 'guest')
  const restKiB = rest.reduce((sum, r) => sum + r.kib, 0)
  const bar: Segment[] = [
    ...guests.map((r) => ({
      kib: r.kib,
      fill: r.fill,
      name: r.name,
      value: `${gib(r.kib, 2)}${r.killed ? ', killed' : ''}`,
      killed: r.killed === true,
    })),
    { kib: restKiB, fill: 'rsv', name: 'rest', value: gib(restKiB, 2) },
  ]
  return (
    <section id="memory">
      <Heading
        title={`Where all ${gib(account.totalKiB, 1)} GiB were${account.at ? ` at ${clock(account.at, zone)}` : ''}`}
        note={
          <>
            from the kernel's own report <Cite refs={account.evidence} claim="Memory of the host by the kernel's report" />
          </>
        }
      />
      <MemoryBar tall segments={bar} label={`Memory: ${rows.map((r) => `${r.name} ${gib(r.kib, 2)}`).join(', ')} GiB`} />
      <svg class="mag" preserveAspectRatio="none" viewBox="0 0 100 26" aria-hidden="true">
        <path d={`M${((account.totalKiB - restKiB) / Math.max(1, account.totalKiB)) * 100} 1L0 26H100V1z`} fill="var(--bg2)" />
      </svg>
      <MemoryBar
        tall
        segments={rest.map((r) => ({ kib: r.kib, fill: r.fill, name: r.name, value: gib(r.kib, 2) }))}
        label={`The rest, magnified: ${rest.map((r) => `${r.name} ${gib(r.kib, 2)}`).join(', ')} GiB`}
      />
      <table class="acct">
        <thead>
          <tr>
            <th />
            <th>Held by</th>
            <th class="r">GiB</th>
            <th class="r pg">Pages</th>
            <th class="from">Read from</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((r) => (
            <tr>
              <td>
                <i class={`sw s-${r.fill} ${r.fill === 'free' ? 'free' : ''}`} />
              </td>
              <td>
                {r.name}
                {r.killed ? ', killed' : ''}
              </td>
              <td class="num">{gib(r.kib, 2)}</td>
              <td class="num pg mut">
                {Math.round(r.kib / 4)
                  .toLocaleString('en')
                  .replaceAll(',', ' ')}
              </td>
              <td class="from mut">{r.readFrom}</td>
            </tr>
          ))}
          <tr>
            <td />
            <td>
              <b>In all</b>
            </td>
            <td class="num">
              <b>{gib(account.totalKiB, 2)}</b>
            </td>
            <td class="num pg" />
            <td class="from" />
          </tr>
        </tbody>
      </table>
      {account.notes.map((note) => (
        <p class="small">
          {note.text} <Cite refs={note.evidence} claim={note.text} />
        </p>
      ))}
    </section>
  )
}
