import { autostart } from './autostart.ts'
import { verifyVerifier } from './verify.ts'

const target = { guest: '102' }

verifyVerifier(autostart, {
  done: {
    set: { files: { 'qm config 102': 'name: maas\nonboot: 1' }, target },
    'a container': { files: { 'pct config 102': 'onboot: 1' }, target },
  },
  notDone: {
    'no key': { files: { 'qm config 102': 'name: maas' }, target },
    off: { files: { 'qm config 102': 'onboot: 0' }, target },
    'of another guest': { files: { 'qm config 102': 'name: maas', 'qm config 103': 'onboot: 1' }, target },
  },
  unseen: { 'no configuration of it': { files: { 'qm config 103': 'onboot: 1' }, target } },
})
