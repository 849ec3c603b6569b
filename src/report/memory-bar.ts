import type { NodePlan } from '../model/index.ts'
import { capacityWords } from './capacity-words.ts'

export interface BarSegment {
  readonly name: string
  readonly size: string
  readonly kib: number
  readonly kind: NodePlan['terms'][number]['kind'] | 'need' | 'free'
}

export interface MemoryBar {
  /** Left to right; they fill the scale. */
  readonly segments: readonly BarSegment[]
  readonly scaleKiB: number
  readonly marks: readonly { readonly kib: number; readonly label: string }[]
}

/** Use of the host above which people are to be woken. */
const ALERT = 0.85

/** What is promised, what the host itself needs, and what is left, on one scale; what does not fit goes beyond the installed mark. */
export function barOf(plan: NodePlan): MemoryBar {
  const { size } = capacityWords()
  const segments: BarSegment[] = plan.terms
    .toSorted((a, b) => order(a.kind) - order(b.kind) || b.kib - a.kib)
    .filter(({ kib }) => kib > 0)
    .map(({ name, kib, kind }) => ({ name: kind === 'arc' ? 'ZFS cache' : name, kib, kind, size: size(kib) }))
  const kept = plan.installedKiB - plan.managedKiB
  const need = plan.needs.reduce((sum, { kib }) => sum + kib, kept)
  segments.push({ name: 'host', kib: need, kind: 'need', size: size(need) })
  const used = plan.promisedKiB + need
  const free = plan.installedKiB - used
  if (free > 0) segments.push({ name: 'free', kib: free, kind: 'free', size: size(free) })
  return {
    segments,
    scaleKiB: Math.max(plan.installedKiB, used),
    marks: [
      { kib: plan.installedKiB * ALERT, label: '85 %' },
      ...(free < 0 ? [{ kib: plan.installedKiB, label: `${size(plan.installedKiB)} installed` }] : []),
    ],
  }
}

const ORDER: readonly BarSegment['kind'][] = ['guest', 'container', 'hugepages', 'arc', 'ceph', 'need', 'free']
const order = (kind: BarSegment['kind']) => ORDER.indexOf(kind)
