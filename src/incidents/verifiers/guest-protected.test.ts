import { guestProtected } from './guest-protected.ts'
import { verifyVerifier } from './verify.ts'

const target = { guest: '102' }

verifyVerifier(guestProtected, {
  done: { set: { files: { 'qm config 102': 'protection: 1' }, target } },
  notDone: {
    off: { files: { 'qm config 102': 'protection: 0' }, target },
    'no key': { files: { 'qm config 102': 'memory: 512' }, target },
  },
  unseen: { 'another guest': { files: { 'qm config 103': 'protection: 1' }, target } },
})
