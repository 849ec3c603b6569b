import { hostMemory } from './host-memory.ts'
import { verifyVerifier } from './verify.ts'

const target = { atLeastMiB: 24 * 1024 }

verifyVerifier(hostMemory, {
  done: { '24 GiB of modules': { files: { 'cat /proc/meminfo': 'MemTotal:       24553528 kB' }, target } },
  notDone: { 'as before': { files: { 'cat /proc/meminfo': 'MemTotal:       16302456 kB' }, target, because: /15\.5 GiB; 24 GiB/ } },
  unseen: { 'only a guest’s words': { files: { 'free.txt': 'Mem: 32Gi' }, target } },
})
