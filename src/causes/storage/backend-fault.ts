import { defineCause } from '../define.ts'

export const backendFault = defineCause({
  id: 'storage.backend-fault',
  title: 'the virtual disk under the guest failed or was too slow',
  area: 'storage',
  doc: 'The guest sees its virtual disk fail (NVMe timeouts or controller resets of a virtual device, aborted SCSI commands), on a hypervisor whose own logs are not here. The guest is the victim; what failed lies under it.',
  state: 'hung',
  reach: 'guest',
  planned: false,
  signals: {
    decisive: [
      {
        kind: [
          'guest.virtual-disk-stuck',
          'nvme.timeout',
          'nvme.controller-down',
          'nvme.reset-failed',
          'disk.medium-error',
          'disk.offline',
          'disk.link-error',
        ],
        side: 'guest',
      },
      { kind: 'disk.io-error', side: 'guest' },
    ],
    supporting: [{ kind: ['kernel.hung-task', 'fs.readonly', 'fs.error'], side: 'guest' }],
  },
  because: (finding) =>
    `The virtual disk of the guest failed under it: ${finding.decisive[0]?.says}. The host or its storage is where to look on.`,
  remedies: [
    {
      when: 'immediate',
      text: 'Look at the host and its storage at that second; then restart the guest.',
      command: 'journalctl -k --no-pager | grep -E "I/O error|not responding|blocked for more"',
    },
  ],
  prevention: [{ text: 'Storage under guests answers within a second.', check: 'latency of the storage' }],
  settle: [
    {
      what: 'whether the host had storage trouble then',
      command: 'journalctl -k --no-pager | grep -E "I/O error|not responding|blocked|timeout"',
    },
  ],
})
