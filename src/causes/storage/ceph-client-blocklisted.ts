import { defineCause } from '../define.ts'

export const cephClientBlocklisted = defineCause({
  id: 'storage.ceph-client-blocklisted',
  title: 'Ceph put the client of the guest on its blocklist',
  area: 'storage',
  doc: 'The RBD client lost its watch or its lock was taken by another node; Ceph refuses its writes from then on. The guest must be restarted.',
  state: 'hung',
  reach: 'guest',
  planned: false,
  signals: { decisive: [{ kind: 'ceph.blocklisted' }], supporting: [{ kind: ['disk.io-error', 'qemu.paused-io-error'] }] },
  because: () => 'Ceph had put the client of this guest on its blocklist, so its writes were refused.',
  remedies: [{ when: 'immediate', text: 'Stop and start the guest.', command: 'ceph osd blocklist ls; qm stop {guest}; qm start {guest}' }],
  prevention: [{ text: 'No client is on the blocklist.', check: 'ceph osd blocklist ls' }],
  settle: [{ what: 'who is on the blocklist', command: 'ceph osd blocklist ls' }],
})
