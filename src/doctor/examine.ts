import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Collected, MachineTarget } from '../collect/index.ts'
import type { Finding, Patient, Result } from './define.ts'
import { checks } from './index.generated.ts'

export interface Examined {
  readonly name: string
  readonly checks: readonly ({ readonly id: string; readonly title: string } & Finding)[]
}

const WORST: Readonly<Record<Result, number>> = { problem: 0, warning: 1, unseen: 2, ok: 3 }

/** All checks that concern a machine, what stands in the way first. Pure: the answers are in the patient. */
export function examine(patient: Patient): Examined {
  const asked = patient.answered ? checks : checks.filter(({ id }) => id === 'access')
  return {
    name: patient.name,
    checks: asked
      .filter(({ on }) => on.includes(patient.kind))
      .flatMap((check) => {
        const finding = check.look(patient)
        return finding === null ? [] : [{ id: check.id, title: check.title, ...finding }]
      })
      .toSorted((a, b) => WORST[a.result] - WORST[b.result] || (a.id < b.id ? -1 : 1)),
  }
}

/** The machines of a collection in a folder, as patients. */
export function patientsOf(folder: string, targets: readonly MachineTarget[], collected: Collected, now: number): Patient[] {
  const { manifest } = collected
  return targets.map((target) => {
    const machine = collected.machines.find(({ name }) => name === target.name)
    const text = (artifact: string) => {
      const path = join(folder, target.folder, artifact)
      return existsSync(path) ? readFileSync(path, 'utf8') : ''
    }
    const clock = manifest.clocks?.find(({ machine: name }) => name === target.name || name === target.folder)
    return {
      name: target.kind === 'pve' ? (nodeName(text('identity.txt')) ?? target.name) : target.name,
      kind: target.kind,
      answered: machine?.answered === true,
      trouble:
        machine?.answered === true
          ? null
          : { because: machine?.because ?? 'It was not asked.', next: machine?.next ?? `ssh ${target.alias}` },
      now,
      clockOffsetMs: clock?.offsetMs ?? null,
      text,
      denied: (manifest.coverage ?? [])
        .filter(({ source, status }) => status === 'denied' && source.startsWith(target.folder))
        .map(({ source, because }) => ({ source: source.slice(target.folder.length + 1), because: because ?? '' })),
    }
  })
}

/** Proxmox names a node after its host name; the alias of ours may be another. */
const nodeName = (identity: string): string | null => /^Linux \S+\n([\w.-]+)$/m.exec(identity)?.[1]?.split('.')[0] ?? null
