import { defineCause } from '../define.ts'

export const diskLinkError = defineCause({
  id: 'storage.disk-link-error',
  title: 'the link to a disk failed: cable, power or command timeouts',
  area: 'storage',
  doc: '`frozen`, link resets, ICRC or timeouts without a medium error: the disk may be healthy and its cable, backplane, power or firmware is not. Several disks on one controller in one second point at the controller.',
  state: 'hung',
  reach: 'storage',
  planned: false,
  signals: {
    decisive: [
      {
        kind: 'disk.link-error',
        side: 'host',
        where: (o) => Number(o.count ?? 1) >= 1 && !/^hard resetting link$|^link is slow|^SATA link down$/.test(String(o.fields['what'])),
      },
      {
        // Every port without a disk says so at boot.
        kind: 'disk.link-error',
        side: 'host',
        where: (o) => o.fields['what'] === 'SATA link down',
        with: {
          kind: ['disk.io-error', 'disk.offline', 'pool.io-error', 'pool.suspended', 'fs.readonly', 'md.degraded', 'kernel.hung-task'],
          withinSeconds: 600,
        },
      },
      { kind: 'disk.offline', side: 'host' },
      // Commands that were never answered, and errors for it: the drive is there, its medium was not asked.
      {
        kind: 'nvme.timeout',
        side: 'host',
        with: {
          kind: ['disk.io-error', 'fs.readonly', 'fs.error', 'pool.io-error', 'pool.suspended', 'kernel.hung-task'],
          withinSeconds: 300,
        },
      },
    ],
    supporting: [{ kind: ['disk.link-error', 'disk.io-error', 'pool.io-error', 'kernel.hung-task', 'fs.readonly'] }],
    contradicting: [{ kind: 'disk.medium-error', side: 'host' }],
  },
  mustLog: 'host-kernel',
  because: (finding) =>
    `Commands to the disk${finding.about.device === undefined ? '' : ` at ${finding.about.device}`} failed on their way: ${String(finding.decisive[0]?.fields['what'] ?? finding.decisive[0]?.says)}. No unreadable sector was reported.`,
  remedies: [
    { when: 'immediate', text: 'Check cable, backplane and power of the disk.', command: 'smartctl -l sataphy -A /dev/<disk>' },
    { when: 'long-term', text: 'Other port or controller; disable link power saving.' },
  ],
  prevention: [{ text: 'The CRC error counter of disks does not rise.', check: 'SMART 199 rising' }],
  settle: [{ what: 'whether the disk itself is healthy', command: 'smartctl -H -A /dev/<disk>' }],
})
