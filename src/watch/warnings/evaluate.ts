import type { ClusterState, StandingWarning } from '../../model/index.ts'
import type { Message } from '../../notify/index.ts'
import type { Silence } from '../silences.ts'
import { silencedUntil } from '../silences.ts'
import type { Sign, WarningDefinition, WarningSettings } from './define.ts'

/** Since when a sign is raised, and whether people were told. Plain data, kept on disk. */
export interface RaisedSign {
  readonly since: number
  readonly standing: boolean
  readonly sign: Sign
}
export type RaisedSigns = Readonly<Record<string, RaisedSign>>

export interface Evaluated {
  readonly raised: RaisedSigns
  readonly standing: StandingWarning[]
  readonly messages: Message[]
}

/** One look at all warnings: what stands now, and what is to be told because it began or ended. */
export function evaluate(
  before: RaisedSigns,
  state: ClusterState,
  definitions: readonly WarningDefinition[],
  settings: WarningSettings,
  silences: readonly Silence[],
  now: number,
): Evaluated {
  const raised: Record<string, RaisedSign> = {}
  const standing: StandingWarning[] = []
  const messages: Message[] = []
  for (const definition of definitions) {
    for (const sign of definition.signs(state, settings)) {
      const key = `${definition.id}|${sign.about}`
      const old = before[key]
      if (sign.level === 'clear' || (sign.level === 'between' && !old?.standing)) {
        if (old?.standing) messages.push(messageOf(definition, old, 'calm', now))
        continue
      }
      const since = old?.since ?? now
      const one = { since, standing: old?.standing === true || now - since >= definition.forMs, sign }
      raised[key] = one
      if (!one.standing) continue
      const silenced = silencedUntil(silences, sign.about, now)
      if (!old?.standing && silenced === null) messages.push(messageOf(definition, one, 'warning', now))
      standing.push({
        id: definition.id,
        about: sign.about,
        since: new Date(since).toISOString(),
        text: sign.text,
        ...(sign.command === undefined ? {} : { command: sign.command }),
        silencedUntil: silenced === null ? null : new Date(silenced).toISOString(),
      })
    }
  }
  // What is not looked at any more (a host that does not answer) stays as it was: silence is no relief.
  const looked = new Set(
    definitions.flatMap((definition) => definition.signs(state, settings).map(({ about }) => `${definition.id}|${about}`)),
  )
  for (const [key, old] of Object.entries(before)) if (!looked.has(key) && now - old.since < 7 * 86_400_000) raised[key] = old
  return { raised, standing, messages }
}

const messageOf = (definition: WarningDefinition, { sign, since }: RaisedSign, kind: 'warning' | 'calm', now: number): Message => ({
  key: `${definition.id}:${sign.about}:${since}`,
  kind,
  urgency: sign.urgency,
  title: kind === 'calm' ? `Over: ${definition.title} (${sign.about})` : sign.text,
  lines:
    kind === 'calm'
      ? [`It had stood since ${new Date(since).toISOString().slice(0, 19).replace('T', ' ')} UTC.`]
      : [`It is so since ${new Date(since).toISOString().slice(0, 19).replace('T', ' ')} UTC.`],
  next: kind === 'calm' ? null : (sign.command ?? null),
  link: null,
  labels: { warning: definition.id, about: sign.about, severity: sign.urgency },
  startsAt: new Date(since).toISOString(),
  endsAt: kind === 'calm' ? new Date(now).toISOString() : null,
})
