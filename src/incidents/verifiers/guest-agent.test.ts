import { guestAgent } from './guest-agent.ts'
import { verifyVerifier } from './verify.ts'

const target = { guest: '102' }

verifyVerifier(guestAgent, {
  done: {
    'the short form': { files: { 'qm config 102': 'agent: 1' }, target },
    'with options': { files: { 'qm config 102': 'agent: 1,fstrim_cloned_disks=1' }, target },
    'the long form': { files: { 'qm config 102': 'agent: enabled=1,type=virtio' }, target },
  },
  notDone: {
    off: { files: { 'qm config 102': 'agent: 0' }, target },
    'off with options': { files: { 'qm config 102': 'agent: enabled=0,fstrim_cloned_disks=1' }, target },
  },
  unseen: { 'another guest': { files: { 'qm config 103': 'agent: 1' }, target } },
})
