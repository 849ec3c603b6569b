import { haManaged } from './ha-managed.ts'
import { verifyVerifier } from './verify.ts'

const target = { guest: '102', kind: 'vm' }
const HA = '/etc/pve/ha/resources.cfg'

verifyVerifier(haManaged, {
  done: {
    'state started': { files: { [HA]: 'vm: 102\n\tgroup all\n\tstate started\n\nct: 200\n\tstate stopped' }, target },
    'without a state it is started': { files: { [HA]: 'vm: 102\n\tmax_restart 3\n' }, target },
    'the status command': { files: { 'ha-manager status': 'quorum OK\nservice vm:102 (pve, started)' }, target },
    'several files in one answer': { files: { ha: `==> ${HA} <==\nvm: 102\n\tstate started\n` }, target },
  },
  notDone: {
    'told to be stopped': { files: { [HA]: 'vm: 102\n\tstate stopped\n' }, target },
    'the next one is started': { files: { [HA]: 'vm: 102\n\tstate ignored\nvm: 103\n\tstate started' }, target },
    'only others': { files: { [HA]: 'vm: 1020\n\tstate started' }, target },
    'a container of that id': { files: { [HA]: 'ct: 102\n\tstate started' }, target },
    'an empty file': { files: { ha: `==> ${HA} <==\n\n==> /etc/pve/ha/manager_status <==\n{}` }, target },
  },
  unseen: { 'nothing of HA': { files: { 'qm config 102': 'onboot: 1' }, target } },
})
