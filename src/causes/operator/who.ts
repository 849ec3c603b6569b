import type { Finding } from '../define.ts'

/** `alice@pve` out of the task of a finding; a program or nobody when no task says. */
export function askedBy(finding: Finding): string {
  const lines = [...finding.decisive, ...finding.supporting]
  const ha = lines.find((o) => o.fields['type'] === 'hastop' || o.fields['type'] === 'hashutdown')
  const user = (ha ?? lines.find((o) => typeof o.fields['user'] === 'string'))?.fields['user']
  return typeof user === 'string' ? user : 'somebody'
}

type TaskLine = { kind: string; fields: Readonly<Record<string, unknown>>; about: { guest?: string } }

/** The task types of a signal. A task that ended in an error did not do what it was started for. */
export const taskOf =
  (...types: string[]) =>
  (o: TaskLine) =>
    types.includes(String(o.fields['type'])) && o.about.guest !== undefined && !(o.kind === 'task.ended' && failed(o))

/** The same types, where the end of the task says that nothing came of it: it speaks against the task as the cause. */
export const taskInVain =
  (...types: string[]) =>
  (o: TaskLine) =>
    types.includes(String(o.fields['type'])) && o.kind === 'task.ended' && failed(o)

const failed = (o: TaskLine) => o.fields['ok'] === false && !/^(?:WARNINGS|unexpected status)/.test(String(o.fields['status']))

/** `VM 102`, `container 203`, `the guest`. */
export function guestIn(finding: Finding): string {
  const { guest, guestKind } = finding.about
  return guest === undefined ? 'the guest' : `${guestKind === 'ct' ? 'container' : 'VM'} ${guest}`
}
