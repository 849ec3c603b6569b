import { memoryFits } from './memory-fits.ts'
import { verifyVerifier } from './verify.ts'

const meminfo = (gib: number) => ({ 'cat /proc/meminfo': `MemTotal:       ${gib * 1024 * 1024} kB\nSwapTotal: 0 kB` })
const list = (...rows: [number, string, number][]) => ({
  'qm list': `      VMID NAME                 STATUS     MEM(MB)    BOOTDISK(GB) PID\n${rows.map(([id, state, mib]) => `       ${id} VM ${id}               ${state}    ${mib}              32.00 ${state === 'running' ? 1900 + id : 0}`).join('\n')}\n`,
})
const maas: [number, string, number][] = [
  [100, 'running', 4096],
  [101, 'running', 4096],
  [102, 'running', 8192],
]

verifyVerifier(memoryFits, {
  done: {
    'memory was added': { files: { ...meminfo(32), ...list(...maas) }, target: {} },
    'the rest of the guests is stopped and stays so': {
      files: { ...meminfo(16), ...list([100, 'running', 4096], [102, 'stopped', 65_536]) },
      target: {},
    },
    '20 % are free': { files: { ...meminfo(32), ...list(...maas) }, target: { leavePercent: 20 } },
    'templates need nothing': {
      files: {
        ...meminfo(16),
        '/etc/pve/qemu-server/9000.conf': 'memory: 32768\ntemplate: 1',
        '/etc/pve/qemu-server/100.conf': 'memory: 4096',
      },
      target: {},
    },
    'guests of other nodes are theirs': {
      files: {
        ...meminfo(16),
        'pve-guests': '/etc/pve/nodes/pve/qemu-server/100.conf:memory: 4096\n/etc/pve/nodes/pve2/qemu-server/200.conf:memory: 65536',
      },
      target: { node: 'pve' },
    },
  },
  notDone: {
    'the incident this comes from': {
      files: { ...meminfo(16), ...list(...maas) },
      target: {},
      because: /3 guests may use 16\.0 GiB of 16\.0 GiB/,
    },
    'lowering 102 to 6 GiB is enough for the host but not for 20 %': {
      files: { ...meminfo(16), ...list([100, 'running', 4096], [101, 'running', 4096], [102, 'running', 6144]) },
      target: { leavePercent: 20 },
      because: /2\.0 GiB are left, 3\.2 GiB should be/,
    },
    'a stopped guest starts with the host': {
      files: {
        ...meminfo(16),
        ...list([100, 'running', 4096], [102, 'stopped', 12_288]),
        '/etc/pve/qemu-server/102.conf': 'memory: 12288\nonboot: 1',
      },
      target: {},
    },
    'containers count': { files: { ...meminfo(16), '/etc/pve/lxc/200.conf': 'memory: 15360' }, target: {} },
    'more than there is': { files: { ...meminfo(8), ...list(...maas) }, target: {}, because: /8\.0 GiB too much/ },
  },
  unseen: { 'no meminfo': { files: list(...maas), target: {} }, 'no guests': { files: meminfo(16), target: {} } },
})
