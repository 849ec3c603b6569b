import { defineCause } from '../define.ts'

export const raidFailure = defineCause({
  id: 'storage.raid-failure',
  title: 'a RAID array failed',
  area: 'storage',
  doc: 'The array cannot go on (`Cannot continue operation`). A degraded array that goes on is not an outage.',
  state: 'hung',
  reach: 'storage',
  planned: false,
  signals: { decisive: [{ kind: 'md.failed' }], supporting: [{ kind: ['md.degraded', 'disk.io-error', 'fs.readonly'] }] },
  mustLog: 'host-kernel',
  because: (finding) =>
    `The array${finding.about.device === undefined ? '' : ` ${finding.about.device}`} lost more disks than it can bear.`,
  remedies: [
    { when: 'immediate', text: 'Do not write to it; examine the members.', command: 'cat /proc/mdstat; mdadm --examine /dev/sd[a-z]1' },
  ],
  prevention: [{ text: 'No array is degraded.', check: '/proc/mdstat' }],
  settle: [{ what: 'in which state the array is', command: 'cat /proc/mdstat' }],
})
