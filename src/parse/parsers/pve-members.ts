import { defineParser } from '../define.ts'

interface Members {
  readonly cluster?: { readonly name?: string; readonly quorate?: number }
  readonly nodelist?: Readonly<Record<string, { readonly online?: number }>>
}

/**
 * `/etc/pve/.members`, behind `/etc/pve/.vmlist` in one answer: who is in the cluster, who is heard of, and whether the asked
 * node is in the part that may decide. A single node has neither.
 */
export const pveMembersParser = defineParser({
  id: 'pve-members',
  title: 'Nodes of the cluster that are not heard of, and a lost quorum, now',
  emits: ['node.offline', 'quorum.missing-now'],
  literals: ['"nodelist"', '"quorate"'],
  journal: 'never',
  start(source, emit) {
    return {
      open: false,
      see(record) {
        const members = membersOf(record.message)
        if (!members) return
        const base = { at: record.at, side: source.side, witness: 'cluster' as const, fields: {}, cites: [record] as const }
        for (const [node, { online }] of Object.entries(members.nodelist ?? {}))
          if (online === 0)
            emit({ ...base, kind: 'node.offline', salience: 'symptom', about: { node }, says: `the node ${node} was not heard of` })
        if (members.cluster?.quorate === 0)
          emit({
            ...base,
            kind: 'quorum.missing-now',
            salience: 'symptom',
            about: source.node === undefined ? {} : { node: source.node },
            says: 'the node had no quorum when it was asked',
          })
      },
      end() {},
    }
  },
})

/** The last of the JSON texts in the answer. */
function membersOf(text: string): Members | null {
  const start = text.search(/\{\s*"nodename"/)
  if (start < 0) return null
  try {
    return JSON.parse(text.slice(start)) as Members
  } catch {
    return null
  }
}
