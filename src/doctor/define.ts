/** One machine as the doctor sees it: the answers of the allowed commands, and what was not to be seen. */
export interface Patient {
  readonly name: string
  readonly kind: 'pve' | 'libvirt' | 'guest'
  readonly answered: boolean
  /** Why it did not answer, and what to try. */
  readonly trouble: { readonly because: string; readonly next: string } | null
  /** Milliseconds since the epoch, when it was looked at. */
  readonly now: number
  /** The machine's clock minus ours. */
  readonly clockOffsetMs: number | null
  /** Text of an artifact, empty where there is none. */
  text(artifact: string): string
  readonly denied: readonly { readonly source: string; readonly because: string }[]
}

export type Result = 'ok' | 'warning' | 'problem' | 'unseen'

export interface Finding {
  readonly result: Result
  /** What was seen. */
  readonly because: string
  readonly fix?: string
  readonly command?: string
}

/** One question about how ready a machine is. Null: it does not concern this machine. */
export interface CheckDefinition {
  readonly id: string
  readonly title: string
  readonly on: readonly Patient['kind'][]
  look(patient: Patient): Finding | null
}
export const defineCheck = (check: CheckDefinition): CheckDefinition => check

const ok = (because: string): Finding => ({ result: 'ok', because })
const unseen = (because: string): Finding => ({ result: 'unseen', because })
export const say = { ok, unseen }

/** Value of a line `/proc/sys/kernel/panic:10` of the readiness answer; null when it is not there. */
export const kernelValue = (patient: Patient, path: string): string | null =>
  patient
    .text('readiness.txt')
    .split('\n')
    .find((line) => line.startsWith(`${path}:`))
    ?.slice(path.length + 1)
    .trim() ?? null
