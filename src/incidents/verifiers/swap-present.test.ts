import { swapPresent } from './swap-present.ts'
import { verifyVerifier } from './verify.ts'

const header = 'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority'

verifyVerifier(swapPresent, {
  done: {
    'a partition': {
      files: { 'cat /proc/swaps': `${header}\n/dev/dm-0                               partition\t8388604\t\t0\t\t-2` },
      target: {},
      because: /8\.0 GiB/,
    },
    'meminfo tells': { files: { 'cat /proc/meminfo': 'MemTotal: 16302456 kB\nSwapTotal:       4194300 kB' }, target: {} },
  },
  notDone: {
    'the incident this comes from': { files: { 'cat /proc/meminfo': 'SwapTotal:             0 kB' }, target: {} },
    'an empty table': { files: { 'cat /proc/swaps': header }, target: {} },
    'on a ZFS volume': {
      files: { 'cat /proc/swaps': `${header}\n/dev/zd0                                partition\t8388604\t\t0\t\t-2` },
      target: {},
      because: /ZFS volume/,
    },
    'too little': { files: { 'cat /proc/meminfo': 'SwapTotal:        524284 kB' }, target: { atLeastMiB: 4096 }, because: /only 0\.5 GiB/ },
  },
  unseen: { 'the word alone': { files: { 'notes.txt': 'we added swap' }, target: {} } },
})
