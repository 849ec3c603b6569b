import { verifyCause } from '../verify.ts'
import { networkFiltered } from './filtered.ts'

verifyCause(networkFiltered, {
  supported: [
    { name: 'by network.filtered', host: ['kernel: nf_conntrack: nf_conntrack: table full, dropping packet'] },
    { name: 'by network.filtered in other words', host: ['kernel: neighbour: arp_cache: neighbor table overflow!'] },
  ],
  silent: [{ name: 'the same words of another program', host: ['myapp[4242]: nf_conntrack: nf_conntrack: table full, dropping packet'] }],
})
