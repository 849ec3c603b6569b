import { defineCheck, say } from '../define.ts'

/** One link, or two nodes without a third vote: single points that take the whole cluster down. */
export const clusterLinksCheck = defineCheck({
  id: 'cluster-links',
  title: 'The cluster survives one link or one node',
  on: ['pve'],
  look(patient) {
    const text = patient.text('cluster.txt')
    if (text === '') return say.unseen('Its cluster was not to be seen.')
    if (/no cluster|Could not initialize|does not exist/.test(text) && !/Expected votes/.test(text)) return null
    const links = new Set([...text.matchAll(/^LINK ID (\d+)/gm)].map(([, n]) => n))
    const nodes = Number(/^Nodes:\s+(\d+)/m.exec(text)?.[1] ?? NaN)
    const device = /Qdevice/i.test(/^Flags:.*$/m.exec(text)?.[0] ?? '')
    const weak = [
      ...(links.size === 1 ? ['there is one corosync link only: its switch or cable fences nodes'] : []),
      ...(nodes === 2 && !device ? ['two nodes without a third vote: when one is gone the other may start nothing'] : []),
    ]
    return weak.length === 0
      ? say.ok(`${links.size} links${Number.isNaN(nodes) ? '' : `, ${nodes} nodes`}.`)
      : {
          result: 'warning',
          because: `${weak.join('; ')}.`.replace(/^./, (c) => c.toUpperCase()),
          fix: links.size === 1 ? 'Add a second link over another switch.' : 'Add a QDevice.',
          command: links.size === 1 ? 'pvecm status; see ring1_addr in corosync.conf' : 'pvecm qdevice setup HOST',
        }
  },
})
