import type { Diagnosis, Outage } from '../model/index.ts'
import type { Finding } from '../causes/index.ts'

/** `102 (maas)`, `CT 203`, `the node pve`, `process 24322 (qemu-system-x86)`. */
export function nameSubject(subject: Diagnosis['subject']): string {
  switch (subject.kind) {
    case 'vm':
      return subject.id === undefined
        ? `the guest ${subject.name ?? ''}`.trim()
        : subject.name
          ? `${subject.id} (${subject.name})`
          : `VM ${subject.id}`
    case 'ct':
      return subject.name ? `CT ${subject.id} (${subject.name})` : `CT ${subject.id ?? ''}`.trim()
    case 'node':
      return subject.id ? `the node ${subject.id}` : 'the host'
    case 'process':
      return `process ${subject.id ?? '?'} (${subject.name ?? '?'})`
  }
}

/**
 * Who suffered, for the headline. A full pool does not pause the node it is on but the guests that lie there, and where no
 * line names them they are still what a person asks about.
 */
export function sufferers(
  subject: Diagnosis['subject'],
  reach: Finding['cause']['reach'],
  state: Outage['state'],
  askedForNode: boolean,
): string {
  const name = nameSubject(subject)
  if (subject.kind !== 'node' || askedForNode) return name
  const felt = ['paused', 'hung', 'unreachable', 'start-failed', 'killed', 'stopped', 'rebooted'].includes(state)
  if (reach === 'storage' && felt) return `guests of ${name}`
  if (reach === 'guest' && felt) return `a guest of ${name}`
  return name
}

/** `was paused` of one, `were paused` of several. */
export const agreeing = (who: string, words: string) => (who.startsWith('guests ') ? words.replace(/^was /, 'were ') : words)

const STATE_WORDS: Record<Outage['state'], string> = {
  killed: 'was killed',
  stopped: 'stopped',
  rebooted: 'went down and rebooted',
  paused: 'was paused',
  hung: 'hung',
  unreachable: 'could not be reached',
  'start-failed': 'could not start',
  degraded: 'was degraded',
  none: 'did not go down',
}

export const stateWords = (state: Outage['state']) => STATE_WORDS[state]

export const sentence = (text: string) => {
  const trimmed = text.trim()
  // A user, a unit or an interface keeps its spelling.
  const capital = /^[\w.-]*[@\d.]/.test(trimmed.split(' ', 1)[0]!) ? trimmed : trimmed.charAt(0).toUpperCase() + trimmed.slice(1)
  return /[.!?]$/.test(capital) ? capital : `${capital}.`
}

/** `40 min 51 s`, `2 h 5 min`, `12 d 10 h`; zero and negative as `0 s`. */
export function duration(seconds: number): string {
  const s = Math.max(0, Math.round(seconds))
  if (s < 60) return `${s} s`
  if (s < 3600) return `${Math.floor(s / 60)} min${s % 60 ? ` ${s % 60} s` : ''}`
  if (s < 86_400) return `${Math.floor(s / 3600)} h${Math.floor((s % 3600) / 60) ? ` ${Math.floor((s % 3600) / 60)} min` : ''}`
  return `${Math.floor(s / 86_400)} d${Math.floor((s % 86_400) / 3600) ? ` ${Math.floor((s % 86_400) / 3600)} h` : ''}`
}

export const allLines = (finding: Finding) => [...finding.decisive, ...finding.supporting]
