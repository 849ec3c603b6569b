import type { Transition } from './transitions.ts'

/** What is explained together: transitions of one look that one event may have caused. */
export interface Fault {
  /** Stable over a restart of the daemon. */
  readonly id: string
  readonly node: string | null
  /** guest:vm:102 …, the one to ask about first. */
  readonly about: readonly string[]
  readonly kinds: readonly string[]
  readonly after: number
  readonly by: number
}

const OUTAGES = new Set(['stopped', 'restarted', 'halted', 'silent', 'node-lost', 'quorum-lost'])

/**
 * A node that is lost takes its guests along; guests of one node that went in the same look are looked at together; a lost
 * quorum stands for itself. What each of them died of is for the diagnosis to say: it may still find several faults.
 */
export function faultsOf(transitions: readonly Transition[]): Fault[] {
  const down = transitions.filter(({ kind }) => OUTAGES.has(kind))
  const groups = Map.groupBy(down, (one) => (one.kind === 'quorum-lost' ? 'cluster' : (one.node ?? 'cluster')))
  return Array.from(groups, ([node, members]): Fault => {
    const ordered = members.toSorted((a, b) => weight(a) - weight(b) || (a.about < b.about ? -1 : 1))
    const first = ordered[0]!
    const by = Math.min(...members.map((one) => one.by))
    return {
      id: `${first.about}@${by}`,
      node: node === 'cluster' ? null : node,
      about: ordered.map(({ about }) => about),
      kinds: [...new Set(ordered.map(({ kind }) => kind))],
      after: Math.min(...members.map((one) => one.after)),
      by,
    }
  })
}

const weight = ({ kind }: Transition): number =>
  ({ 'node-lost': 0, 'quorum-lost': 1, stopped: 2, restarted: 3, halted: 4 })[kind as string] ?? 5
