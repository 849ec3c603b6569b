import type { Diagnosis } from '../model/index.ts'
import { oneLine } from './hostile.ts'

/** `102 (maas)`, `CT 203`, `pve`, `process 24322 (qemu-system-x86)`: Proxmox' own words, id first. */
export function subjectName({ kind, id, name, node }: Diagnosis['subject']): string {
  const label = name ? oneLine(name) : undefined
  switch (kind) {
    case 'vm':
      return id ? (label ? `${id} (${label})` : `VM ${id}`) : (label ?? 'the guest')
    case 'ct':
      return label ? `CT ${id ?? '?'} (${label})` : `CT ${id ?? '?'}`
    case 'node':
      return label ?? id ?? node ?? 'the host'
    case 'process':
      return `process ${id ?? '?'}${label ? ` (${label})` : ''}`
  }
}

/** `MAAS`, `203`, `WEB-01`: what an incident is called after, without what no file name or shell likes. */
export function incidentName(subject: Diagnosis['subject']): string {
  const name = (subject.name ?? subject.id ?? subject.node ?? subject.kind)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return name || 'INCIDENT'
}

/** `MAAS-2025-07-29-001`: name, day and position in this document. A draft until a person files it. */
export function incidentId(subject: Diagnosis['subject'], day: string | null, index: number): string {
  return [incidentName(subject), day, String(index + 1).padStart(3, '0')].filter((part) => part !== null).join('-')
}

/** `VM 102 (maas) on pve` */
export function subjectWithPlace(subject: Diagnosis['subject']): string {
  const kind = subject.kind === 'vm' ? 'VM ' : ''
  const name = subjectName(subject)
  return `${name.startsWith('VM ') ? '' : kind}${name}${subject.node && subject.kind !== 'node' ? ` on ${oneLine(subject.node)}` : ''}`
}
