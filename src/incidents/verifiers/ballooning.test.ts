import { ballooning } from './ballooning.ts'
import { verifyVerifier } from './verify.ts'

const target = { guest: '102' }

verifyVerifier(ballooning, {
  done: {
    'a minimum below the memory': { files: { 'qm config 102': 'balloon: 4096\nmemory: 8192' }, target, because: /down to 4096 of 8192/ },
  },
  notDone: {
    'no key: the minimum is the memory': { files: { 'qm config 102': 'memory: 8192' }, target },
    'switched off': { files: { 'qm config 102': 'balloon: 0\nmemory: 8192' }, target, because: /off/ },
    'the minimum is all of it': { files: { 'qm config 102': 'balloon: 8192\nmemory: 8192' }, target },
    'only in a snapshot': { files: { '/etc/pve/qemu-server/102.conf': 'memory: 8192\n[s]\nballoon: 2048' }, target },
    'written but waiting': { files: { '/etc/pve/qemu-server/102.conf': 'memory: 8192\n[PENDING]\nballoon: 2048' }, target },
  },
  unseen: {
    'qm list does not tell': {
      files: {
        'qm list':
          '      VMID NAME                 STATUS     MEM(MB)    BOOTDISK(GB) PID\n       102 maas                 running    8192             100.00 47121',
      },
      target,
    },
    'a container has no balloon': { files: { '/etc/pve/lxc/102.conf': 'memory: 512' }, target },
  },
})
