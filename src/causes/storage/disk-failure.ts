import { defineCause } from '../define.ts'

export const diskFailure = defineCause({
  id: 'storage.disk-failure',
  title: 'a disk failed',
  area: 'storage',
  doc: 'Unreadable sectors: `UNC`, `Medium Error`, `critical medium error`, or SMART says that the disk is failing. Errors of the cable (ICRC) or timeouts alone are a link error, and many disks failing in the same second are their controller.',
  state: 'hung',
  reach: 'storage',
  planned: false,
  signals: {
    decisive: [
      { kind: 'disk.medium-error', side: 'host' },
      { kind: 'disk.smart-failing', side: 'host', where: (o) => /FAILED|Failed SMART|pending|uncorrect/i.test(String(o.fields['what'])) },
    ],
    supporting: [
      {
        kind: [
          'disk.io-error',
          'pool.io-error',
          'fs.error',
          'fs.readonly',
          'md.degraded',
          'kernel.hung-task',
          'disk.smart-failing',
          'disk.offline',
        ],
      },
    ],
  },
  mustLog: 'host-kernel',
  suspectWhen: ['hung', 'degraded'],
  because: (finding) =>
    `The disk${finding.about.device === undefined ? '' : ` ${finding.about.device}`} of the host has sectors it cannot read any more.`,
  remedies: [
    { when: 'immediate', text: 'Back up what is on it, then replace the disk.', command: 'smartctl -x /dev/<disk>' },
    { when: 'long-term', text: 'Regular SMART tests and spares.' },
  ],
  prevention: [{ text: 'No disk has pending or uncorrectable sectors.', check: 'SMART 197, 198 > 0' }],
  settle: [{ what: 'how the disk is', command: 'smartctl -H -A /dev/<disk>' }],
})
