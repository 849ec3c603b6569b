import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Lab } from '../lab.ts'

/** An outage that is made for real in the standard lab, and what is true about it. */
export interface Scenario {
  readonly name: string
  readonly title: string
  /** Whom a person would ask about, by number or name. */
  readonly guest: string
  readonly id: number
  /** Id of docs/causes; `undetermined` when nothing in reach tells. */
  readonly cause: string
  readonly state: string
  happen(lab: Lab): Promise<void>
}

/** Waits until a VM of pve1 has no process any more. */
export async function ended(lab: Lab, id: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if ((await lab.peek('pve1', `qm status ${id}`)).trim() === 'status: stopped') break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await lab.peek('pve1', 'journalctl --sync')
}

/** Waits until the inside of a VM answers again, with its log on disk. */
export async function upAgain(lab: Lab, inside: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if ((await lab.ssh(inside, 'journalctl --sync')).status === 0) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${inside} does not come up again`)
}

/** The configuration of a person who asks this lab. */
export function writeConfig(lab: Lab, file = 'whydown.yaml'): string {
  const { machines } = lab.spec
  const hosts = machines.filter(({ role }) => role === 'node').map(({ name }) => `  - { name: ${name}, ssh: ${name} }\n`)
  const guests = machines
    .flatMap(({ guests: some }) => some ?? [])
    .filter(({ inside }) => inside !== undefined)
    .map(({ id, name, inside }) => `  - { id: ${id}, name: ${name}, ssh: ${inside} }\n`)
  const path = join(lab.folder, file)
  writeFileSync(path, `hosts:\n${hosts.join('')}${guests.length > 0 ? `guests:\n${guests.join('')}` : ''}`)
  return path
}
