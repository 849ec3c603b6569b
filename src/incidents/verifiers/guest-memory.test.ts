import { guestMemory } from './guest-memory.ts'
import { verifyVerifier } from './verify.ts'

const target = { guest: '102', atMostMiB: 6144 }
const config = (memory: number, more = '') => `cores: 2\nmemory: ${memory}\nname: maas\n${more}`
const list = (memory: string) =>
  `      VMID NAME                 STATUS     MEM(MB)    BOOTDISK(GB) PID       \n       102 maas                 running    ${memory}               100.00 47121     \n       103 VM 103               stopped    65536              8.00 0         \n`

verifyVerifier(guestMemory, {
  done: {
    lowered: { files: { 'qm config 102': config(6144) }, target },
    'in the form since PVE 8.1': { files: { '/etc/pve/qemu-server/102.conf': 'memory: current=6144' }, target },
    'an old snapshot had more': { files: { '/etc/pve/nodes/pve/qemu-server/102.conf': config(6144, '[before]\nmemory: 8192\n') }, target },
    'another guest has more': {
      files: { '/etc/pve/qemu-server/102.conf': config(4096), '/etc/pve/qemu-server/1022.conf': config(65_536) },
      target,
    },
    'configuration and list agree': { files: { 'qm config 102': config(6144), 'qm list': list('6144') }, target },
    'all configurations in one answer': {
      files: {
        'pve-guests':
          '/etc/pve/nodes/pve/qemu-server/102.conf:memory: 6144\n/etc/pve/nodes/pve/qemu-server/102.conf:[old]\n/etc/pve/nodes/pve/qemu-server/102.conf:memory: 8192',
      },
      target,
    },
  },
  notDone: {
    'as before': { files: { 'qm config 102': config(8192) }, target, because: /8192 MiB; the limit is 6144/ },
    'written but waiting for a stop': {
      files: { '/etc/pve/qemu-server/102.conf': config(8192, '[PENDING]\nmemory: 6144\n') },
      target,
      because: /until the guest is stopped and started/,
    },
    'qm config shows what waits, qm list what is': {
      files: { 'qm config 102': config(6144), 'qm list': list('8192') },
      target,
      because: /8192 MiB are in force/,
    },
  },
  unseen: {
    'another guest only': { files: { 'qm config 103': config(4096) }, target },
    'two copies that disagree': {
      files: { '/etc/pve/qemu-server/102.conf': config(6144), 'qm config 102': config(8192) },
      target,
      because: /disagree/,
    },
    'a guest of that id with another name, of another cluster': {
      files: { 'qm config 102': config(4096) },
      target: { ...target, name: 'mail' },
    },
    'not a number': { files: { 'qm config 102': 'memory: lots' }, target },
    'in the configuration of a container of that id': { files: { '/etc/pve/lxc/1020.conf': 'memory: 512' }, target },
  },
})
