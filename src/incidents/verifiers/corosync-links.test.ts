import { corosyncLinks } from './corosync-links.ts'
import { verifyVerifier } from './verify.ts'

const node = (name: string, ...rings: string[]) =>
  `  node {\n    name: ${name}\n    nodeid: 1\n    quorum_votes: 1\n${rings.map((address, n) => `    ring${n}_addr: ${address}\n`).join('')}  }\n`
const CONF = '/etc/pve/corosync.conf'
const conf = (...nodes: string[]) => ({ [CONF]: `nodelist {\n${nodes.join('\n')}}\n` })
const cfgtool = (second: string) => ({
  'corosync-cfgtool -s': `Local node ID 1, transport knet\nLINK ID 0 udp\n\taddr\t= 10.0.0.1\n\tstatus:\n\t\tnodeid:          1:\tlocalhost\n\t\tnodeid:          2:\tconnected\nLINK ID 1 udp\n\taddr\t= 10.1.0.1\n\tstatus:\n\t\tnodeid:          1:\tlocalhost\n\t\tnodeid:          2:\t${second}\n`,
})

verifyVerifier(corosyncLinks, {
  done: {
    'two on each node': {
      files: conf(node('pve1', '10.0.0.1', '10.1.0.1'), node('pve2', '10.0.0.2', '10.1.0.2')),
      target: {},
      because: /whether they are up is not seen/,
    },
    'two, and up': { files: cfgtool('connected'), target: {} },
  },
  notDone: {
    'one on each node': { files: conf(node('pve1', '10.0.0.1'), node('pve2', '10.0.0.2')), target: {} },
    'one node has only one': { files: conf(node('pve1', '10.0.0.1', '10.1.0.1'), node('pve2', '10.0.0.2')), target: {}, because: /1 of 2/ },
    'configured, but down': { files: { ...conf(node('pve1', '10.0.0.1', '10.1.0.1')), ...cfgtool('disconnected') }, target: {} },
    'one link': { files: { 'corosync-cfgtool -s': 'Local node ID 1, transport knet\nLINK ID 0 udp\n\taddr\t= 10.0.0.1\n' }, target: {} },
  },
  unseen: { 'no cluster': { files: { cluster: 'no cluster: there is no /etc/pve/corosync.conf' }, target: {}, because: /in no cluster/ } },
})
