import type { Finding } from '../define.ts'

/** `alice@pve` out of the task of a finding; a program or nobody when no task says. */
export function askedBy(finding: Finding): string {
  const lines = [...finding.decisive, ...finding.supporting]
  const ha = lines.find((o) => o.fields['type'] === 'hastop' || o.fields['type'] === 'hashutdown')
  const user = (ha ?? lines.find((o) => typeof o.fields['user'] === 'string'))?.fields['user']
  return typeof user === 'string' ? user : 'somebody'
}

/** The task types of a signal. */
export const taskOf =
  (...types: string[]) =>
  (o: { fields: Readonly<Record<string, unknown>>; about: { guest?: string } }) =>
    types.includes(String(o.fields['type'])) && o.about.guest !== undefined

/** `VM 102`, `container 203`, `the guest`. */
export function guestIn(finding: Finding): string {
  const { guest, guestKind } = finding.about
  return guest === undefined ? 'the guest' : `${guestKind === 'ct' ? 'container' : 'VM'} ${guest}`
}
