import type { CapacityDocument, NodePlan } from '../model/index.ts'
import { size } from './local-clock.ts'

export const RULE_WORD: Record<NodePlan['rule'], string> = {
  met: 'HEADROOM AS WANTED',
  below: 'LITTLE HEADROOM',
  none: 'NO HEADROOM',
  over: 'OVERCOMMITTED',
}

/** Numbers of the cited lines, sizes and parts, as a person reads them. */
export function capacityWords(document?: CapacityDocument) {
  const places = new Map((document?.evidence ?? []).map(({ ref }, n) => [ref, String(n + 1)]))
  const number = (ref: string) => places.get(ref) ?? '?'
  return {
    number,
    numbers: (refs: readonly string[]) => refs.map(number),
    size: (kib: number) => (kib < 0 ? `-${size(-kib)}` : kib === 0 ? '0.00 GiB' : size(Math.round(kib))),
    percent: (fraction: number) => `${Math.round(fraction * 1000) / 10} %`,
  }
}
