import { findLines } from '../facts.ts'
import { defineVerifier, unseen } from './define.ts'

/** Whether two links share a switch cannot be seen from here; that each node has two, and that they are up, can. */
export const corosyncLinks = defineVerifier({
  id: 'corosync-links',
  title: 'Has corosync two links between the nodes, and are they up?',
  target: {},
  checks: [{ addresses: '*', text: /^A second, separate link for corosync/ }],
  aim: () => ({}),
  look(facts) {
    const [alone] = findLines(facts, /^no cluster: /)
    const rings = findLines(facts, /^\s*ring(\d)_addr: (\S+)/)
    const links = findLines(facts, /^LINK ID (\d+)/)
    const down = findLines(facts, /^\s+(?:nodeid:\s*\d+:\s*)(disconnected)/)
    if (rings.length === 0 && links.length === 0)
      return alone
        ? unseen('This node is in no cluster.', [alone.cite])
        : unseen('The links of corosync are not here (/etc/pve/corosync.conf, corosync-cfgtool -s).')
    if (links.length > 0) {
      const ids = new Set(links.map(({ match }) => match[1]))
      const evidence = [...links.map(({ cite }) => cite), ...down.map(({ cite }) => cite)]
      if (ids.size < 2) return { done: false, because: 'corosync has one link.', evidence }
      if (down.length > 0)
        return { done: false, because: `corosync has ${ids.size} links, but one of them does not reach a node.`, evidence }
      return { done: true, because: `corosync has ${ids.size} links, and they reach all nodes.`, evidence }
    }
    // Each block of `nodelist` has its own ring0_addr; a node with only that is the weakest.
    const perNode = rings.filter(({ match }) => match[1] === '0').length
    const second = rings.filter(({ match }) => match[1] === '1').length
    const evidence = rings.map(({ cite }) => cite)
    if (second === 0) return { done: false, because: 'No node has a second link for corosync.', evidence }
    if (second < perNode) return { done: false, because: `Only ${second} of ${perNode} nodes have a second link.`, evidence }
    return { done: true, because: `All ${perNode} nodes have two links configured; whether they are up is not seen.`, evidence }
  },
})
