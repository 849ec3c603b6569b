import type { ClusterState, GuestState, NodeState } from '../../../src/model/index.ts'
import type { IncidentRow, NowView } from '../../../src/server/views.ts'
import { api } from '../api.ts'
import { clock, day, duration, gib, guestName, zoneName } from '../format.ts'
import { Icon } from '../icons.tsx'
import { useLoaded } from '../load.ts'
import { CommandBox } from '../parts/command.tsx'
import { DropZone } from '../parts/drop.tsx'
import { MemoryBar, type Segment, guestFill } from '../parts/memory-bar.tsx'
import { Heading, Main, Trouble } from '../parts/shell.tsx'
import { OutageMark } from '../parts/status.tsx'
import { go } from '../router.ts'
import { useSession } from '../session.ts'

const WARN_AT = 0.85

export function NowPage({ focus }: { focus: string | null }) {
  const { value, error } = useLoaded('now', api.now)
  if (!value) return <Main title="Now">{error ? <Trouble error={error} /> : null}</Main>
  const state = value.state
  return (
    <div class={state ? 'page' : 'page wide'}>
      {state ? <Tree state={state} focus={focus} /> : null}
      <Main title={titleOf(value)}>
        {state ? <TreeSelect state={state} /> : null}
        {error ? <Trouble error={error} /> : null}
        <Sentence view={value} />
        <Down view={value} />
        {state && state.warnings.length > 0 ? <Warnings state={state} /> : null}
        {state ? <Memory state={state} focus={focus} /> : null}
        <Recent rows={value.recent} />
      </Main>
    </div>
  )
}

/** It is down. What runs and is only not reached looks down. */
export const isDown = (guest: GuestState): boolean =>
  (guest.status === 'stopped' || guest.status === 'paused' || guest.status === 'hung') && guest.wanted && !guest.planned
const titleOf = (view: NowView) => {
  const down = view.state?.guests.filter(isDown) ?? []
  return down.length === 0 ? 'Nothing is down' : `${guestName(down[0]!)} is down`
}

function Sentence({ view }: { view: NowView }) {
  const session = useSession()
  const { state } = view
  if (!state)
    return (
      <div class="now">
        <h1>{view.recent.length === 0 ? 'No incident yet.' : 'Nobody is watching.'}</h1>
        <p>
          {view.watching
            ? 'The first look at the hosts is under way.'
            : 'No host is configured, so this page shows what was diagnosed from files.'}{' '}
          Drop a log or a bundle here, or run <code>whydown why 102</code>.
        </p>
        <DropZone />
      </div>
    )
  const down = state.guests.filter(isDown)
  const lost = state.nodes.filter((node) => node.status === 'offline')
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(state.at)) / 1000))
  const look = `Last look ${duration(seconds)} ago, ${state.nodes.length} ${state.nodes.length === 1 ? 'node' : 'nodes'}, ${state.guests.length} ${state.guests.length === 1 ? 'guest' : 'guests'}.`
  const first = down[0]
  return (
    <div class="now">
      <h1>
        {lost.length > 0 ? (
          <em>
            {lost.map((node) => node.name).join(', ')} {lost.length === 1 ? 'is' : 'are'} down.
          </em>
        ) : first ? (
          <>
            <em>{down.length === 1 ? `${guestName(first)} is down.` : `${down.length} guests are down.`}</em> {first.says ?? ''}
          </>
        ) : (
          'Nothing is down.'
        )}
      </h1>
      <p>
        {first?.since
          ? `Since ${clock(first.since, session.zone)} ${zoneName(first.since, session.zone)}, for ${duration((Date.parse(state.at) - Date.parse(first.since)) / 1000)}. `
          : ''}
        {first?.incident ? <a href={`/incidents/${encodeURIComponent(first.incident)}`}>Read why</a> : null} {look}
      </p>
    </div>
  )
}

function Down({ view }: { view: NowView }) {
  const { state } = view
  const guests = state?.guests.filter((g) => g.status !== 'running' && (g.wanted || g.planned)) ?? []
  if (guests.length === 0) return null
  const incidents = [...new Set(guests.flatMap((g) => (g.incident ? [g.incident] : [])))]
  const openOf = new Map(view.open.map((row) => [row.id, row]))
  return (
    <section>
      <Heading
        title="Down, or looks down"
        note={
          incidents.length === 1 ? (
            <>
              one fault, one incident:{' '}
              <a class="mono" href={`/incidents/${encodeURIComponent(incidents[0]!)}`}>
                {incidents[0]}
              </a>
            </>
          ) : undefined
        }
      />
      <ul class="dn">
        {guests
          .toSorted((a, b) => Number(a.planned) - Number(b.planned))
          .map((guest) => {
            const [icon, colour, word] = guest.planned
              ? (['planned', 'mut', 'Planned'] as const)
              : guest.status === 'no-network'
                ? (['network', 'warn', 'No network'] as const)
                : guest.status === 'paused'
                  ? (['down', 'warn', 'Paused'] as const)
                  : guest.status === 'hung'
                    ? (['down', 'down', 'Hung'] as const)
                    : guest.status === 'unknown'
                      ? (['unknown', 'mut', 'Not seen'] as const)
                      : (['down', 'down', 'Down'] as const)
            const row = guest.incident ? openOf.get(guest.incident) : undefined
            return (
              <li>
                <Icon name={icon} class={colour} />
                <b>{guestName(guest)}</b>
                <div class="what">
                  {guest.says ?? row?.headline ?? 'It is not known why yet.'}{' '}
                  {guest.incident ? <a href={`/incidents/${encodeURIComponent(guest.incident)}`}>Why</a> : null}
                </div>
                <div class="when">
                  <span class={`st ${colour}`}>{word}</span>
                  <small>{guest.since && state ? duration((Date.parse(state.at) - Date.parse(guest.since)) / 1000) : ''}</small>
                </div>
              </li>
            )
          })}
      </ul>
    </section>
  )
}

const Warnings = ({ state }: { state: ClusterState }) => (
  <section>
    <Heading title="Before it happens" note="warnings that stand" />
    <ul class="dn">
      {state.warnings.map((warning) => (
        <li>
          <Icon name="warn" class="warn" />
          <b>{warning.about}</b>
          <div class="what">
            {warning.text}
            {warning.command ? <CommandBox command={warning.command} /> : null}
          </div>
          <div class="when">
            <span class="st warn">{warning.silencedUntil ? 'Silenced' : 'Warning'}</span>
            <small>since {warning.since.slice(11, 16)} UTC</small>
          </div>
        </li>
      ))}
    </ul>
  </section>
)

function Memory({ state, focus }: { state: ClusterState; focus: string | null }) {
  return (
    <section>
      <Heading
        title="Memory"
        note="counted truly: ARC that can shrink is not “used”"
        end={
          <span class="key">
            {[
              ['g1', 'guests'],
              ['arc', 'ARC'],
              ['hostp', 'other'],
              ['free', 'free'],
            ].map(([fill, name]) => (
              <span>
                <i class={`sw s-${fill} ${fill}`} />
                {name}
              </span>
            ))}
          </span>
        }
      />
      {state.nodes.map((node) => (
        <Node node={node} guests={state.guests} focused={focus === node.name} />
      ))}
    </section>
  )
}

function Node({ node, guests, focused }: { node: NodeState; guests: readonly GuestState[]; focused: boolean }) {
  const memory = node.memory
  const head = (
    <div class="nh">
      <b id={`node-${node.name}`}>{node.name}</b>
      {memory ? (
        <span class="mut">
          {gib(memory.totalKiB, 0)} GiB, {memory.swapTotalKiB > 0 ? `swap ${gib(memory.swapTotalKiB)} GiB` : 'no swap'}
          {memory.arcKiB > 0 ? `, ARC ${gib(memory.arcKiB)} GiB` : ''}
        </span>
      ) : null}
      <span class="end">
        {node.status === 'online' ? null : (
          <span class={`st ${node.status === 'offline' ? 'down' : 'mut'}`}>
            <Icon name={node.status === 'offline' ? 'down' : 'unknown'} />
            {node.trouble ??
              (node.status === 'offline' ? 'Down' : `No answer${node.seenAt ? ` since ${node.seenAt.slice(11, 16)} UTC` : ''}`)}
          </span>
        )}
      </span>
    </div>
  )
  if (!memory) return <div class="node">{head}</div>
  const ghosts = guests.filter((g) => g.node === node.name && isDown(g) && g.status === 'stopped' && g.maxMemoryKiB)
  const ghostKiB = ghosts.reduce((sum, g) => sum + (g.maxMemoryKiB ?? 0), 0)
  const room = Math.max(0, memory.freeKiB - ghostKiB)
  const segments: Segment[] = [
    ...memory.guests
      .toSorted((a, b) => b.kib - a.kib)
      .map((g, i) => ({ kib: g.kib, fill: guestFill(i), name: guestName(g), value: gib(g.kib) })),
    { kib: memory.arcKiB - memory.arcReclaimableKiB, fill: 'arc', name: '', value: '' },
    { kib: memory.arcReclaimableKiB, fill: 'arcg', name: `ARC ${gib(memory.arcKiB)}`, value: `can give ${gib(memory.arcReclaimableKiB)}` },
    { kib: memory.otherKiB, fill: 'hostp', name: 'other', value: gib(memory.otherKiB) },
    ...ghosts.map((g) => ({
      kib: Math.min(g.maxMemoryKiB ?? 0, memory.freeKiB),
      fill: 'ghost',
      name: guestName(g),
      value: `${gib(g.maxMemoryKiB ?? 0)} if started`,
    })),
    { kib: room, fill: 'free', name: 'free', value: gib(room) },
  ]
  const headroom = memory.freeKiB + memory.arcReclaimableKiB
  const used = 1 - headroom / Math.max(1, memory.totalKiB)
  const facts: [string, preact.ComponentChildren, string][] = [
    [
      'Headroom',
      `${gib(headroom)} GiB${ghosts.length > 0 ? ' now' : ''}`,
      ghosts.length > 0
        ? `${gib(headroom - ghostKiB)} GiB once ${ghosts.map((g) => g.id).join(', ')} runs`
        : memory.arcReclaimableKiB > 0
          ? `${gib(memory.freeKiB)} free + ${gib(memory.arcReclaimableKiB)} ARC can give`
          : '',
    ],
    [
      'Killed next',
      node.killedNext[0] ? nameOf(node.killedNext[0]) : 'not known',
      node.killedNext[1] ? `then ${nameOf(node.killedNext[1])}` : '',
    ],
    [
      'Pressure',
      node.pressure?.memoryFullAvg10 === null || !node.pressure ? (
        'not measured'
      ) : (
        <>
          <Spark values={node.pressure.history} />
          {node.pressure.memoryFullAvg10.toFixed(1)}
        </>
      ),
      node.pressure && node.pressure.history.length > 0 ? `peak ${Math.max(...node.pressure.history).toFixed(0)} seen` : '',
    ],
    [
      'Full in',
      node.fullInHours === null
        ? 'not growing'
        : node.fullInHours < 1
          ? `${Math.round(node.fullInHours * 60)} min`
          : `${Math.round(node.fullInHours)} h`,
      node.growthKiBPerHour && node.growthKiBPerHour > 0 ? `${gib(node.growthKiBPerHour, 2)} GiB/h` : '',
    ],
  ]
  return (
    <div class={`node${focused ? ' upd' : ''}`}>
      {head}
      <MemoryBar
        segments={segments}
        markAt={WARN_AT}
        label={`${node.name}: ${Math.round(used * 100)} % used; ${segments
          .filter((s) => s.name && s.kib > 0)
          .map((s) => `${s.name} ${s.value}`)
          .join(', ')} GiB`}
      />
      <dl class="ndl">
        {facts.map(([title, value, note]) => (
          <div>
            <dt>{title}</dt>
            <dd>
              {value}
              <small>{note}</small>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

const nameOf = (victim: { kind: string; id: string; name?: string | undefined }) =>
  victim.kind === 'process' ? `${victim.name ?? 'process'} (pid ${victim.id})` : guestName(victim)

function Spark({ values }: { values: readonly number[] }) {
  if (values.length < 2) return null
  const top = Math.max(10, ...values)
  const d = values.map((v, i) => `${((i * 64) / (values.length - 1)).toFixed(1)} ${(15 - (v / top) * 14).toFixed(1)}`).join('L')
  return (
    <svg class="psi" width="64" height="16" aria-hidden="true">
      <path d="M0 15.500h64" stroke="var(--line2)" />
      <path d={`M${d}`} fill="none" stroke="var(--ink2)" stroke-width="1.5" />
    </svg>
  )
}

function Recent({ rows }: { rows: readonly IncidentRow[] }) {
  const session = useSession()
  return (
    <section>
      <Heading title="Recent" end={<a href="/incidents">All incidents</a>} />
      {rows.length === 0 ? <p class="empty">No incident yet.</p> : null}
      <IncidentTable rows={rows} zone={session.zone} />
    </section>
  )
}

export function IncidentTable({ rows, zone }: { rows: readonly IncidentRow[]; zone: string }) {
  if (rows.length === 0) return null
  return (
    <table class="rec">
      <thead>
        <tr>
          <th>
            <span class="vh">State</span>
          </th>
          <th>What happened</th>
          <th class="h1">Cause</th>
          <th>Incident</th>
          <th class="r">When</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>
              <OutageMark row={row} />
            </td>
            <td>
              <a class="row" href={`/incidents/${encodeURIComponent(row.id)}`}>
                {row.headline}
              </a>
            </td>
            <td class="h1">
              <code class="mut">{row.cause ?? 'undetermined'}</code>
            </td>
            <td class="id">{row.id}</td>
            <td class="r nw mut">
              {row.from ? `${day(row.from, zone)} ${clock(row.from, zone, false)}` : 'time not known'}
              {row.seconds === null ? '' : `, ${duration(row.seconds)}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const GUEST_MARK: Record<string, readonly [string, string]> = {
  stopped: ['is-down', 'down'],
  hung: ['is-down', 'hung'],
  paused: ['is-warn', 'paused'],
  'no-network': ['is-warn', 'no net'],
}

function entries(state: ClusterState) {
  return [
    { level: 0, icon: 'node', name: 'Datacenter', note: state.name ?? '', mark: '', to: '/' },
    ...state.nodes
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((node) => {
        const used = node.memory ? 1 - (node.memory.freeKiB + node.memory.arcReclaimableKiB) / Math.max(1, node.memory.totalKiB) : null
        const own = state.guests.filter((guest) => guest.node === node.name)
        return [
          {
            level: 1,
            icon: 'node',
            name: node.name,
            note: node.status === 'offline' ? 'down' : used === null ? '' : `${Math.round(used * 100)} %`,
            mark: node.status === 'offline' ? 'is-down' : '',
            to: `/?node=${encodeURIComponent(node.name)}`,
          },
          ...[...own.filter((g) => g.kind === 'vm'), ...own.filter((g) => g.kind === 'ct')].map((guest) => {
            const shown = guest.planned
              ? (['', 'planned'] as const)
              : guest.wanted
                ? (GUEST_MARK[guest.status] ?? ['', ''])
                : (['', guest.status === 'running' ? '' : 'off'] as const)
            return {
              level: 2,
              icon: guest.kind,
              name: `${guest.id}${guest.name ? ` (${guest.name})` : ''}`,
              note: shown[1],
              mark: shown[0],
              to: guest.incident
                ? `/incidents/${encodeURIComponent(guest.incident)}`
                : `/incidents?guest=${encodeURIComponent(guest.name ?? guest.id)}`,
            }
          }),
          ...state.storages
            .filter((storage) => storage.node === node.name)
            .map((storage) => ({
              level: 2,
              icon: 'storage',
              name: `${storage.id} (${node.name})`,
              note: storage.usedFraction === null ? '' : `${Math.round(storage.usedFraction * 100)} %`,
              mark: (storage.usedFraction ?? 0) > WARN_AT ? 'is-warn' : '',
              to: `/?node=${encodeURIComponent(node.name)}`,
            })),
        ]
      }),
  ]
}

const Tree = ({ state, focus }: { state: ClusterState; focus: string | null }) => (
  <nav class="tree" aria-label="Nodes and guests">
    <ul>
      {entries(state).map((entry) => (
        <li class={`l${entry.level}`}>
          <a
            href={entry.to}
            class={entry.mark}
            {...((entry.level === 0 && focus === null) || (entry.level === 1 && focus === entry.name)
              ? { 'aria-current': 'true' as const }
              : {})}
          >
            <Icon name={entry.icon} />
            <span>{entry.name}</span>
            <em>{entry.note}</em>
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

const TreeSelect = ({ state }: { state: ClusterState }) => (
  <label class="tsel">
    <span class="vh">Node or guest</span>
    <select class="field" onChange={(event) => go((event.target as HTMLSelectElement).value)}>
      {entries(state).map((entry) => (
        <option value={entry.to}>
          {'  '.repeat(entry.level)}
          {entry.name} {entry.note}
        </option>
      ))}
    </select>
  </label>
)
