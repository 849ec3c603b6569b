import { defineCause } from '../define.ts'

export const usbDisconnect = defineCause({
  id: 'storage.usb-disconnect',
  title: 'a USB disk was disconnected',
  area: 'storage',
  doc: '`USB disconnect` followed by I/O errors or an offline disk. Cable, power of the enclosure or its UAS bridge. A USB keyboard that is pulled out proves nothing: errors of a disk must follow.',
  state: 'hung',
  reach: 'storage',
  planned: false,
  signals: {
    // A mouse disconnects too.
    decisive: [
      {
        kind: 'usb.disconnect',
        side: 'host',
        with: {
          kind: [
            'disk.io-error',
            'disk.offline',
            'disk.sync-failed',
            'fs.readonly',
            'fs.error',
            'pool.suspended',
            'pool.io-error',
            'usb.reset',
          ],
          withinSeconds: 300,
        },
      },
    ],
    supporting: [
      {
        kind: [
          'usb.disconnect',
          'disk.io-error',
          'disk.offline',
          'fs.readonly',
          'fs.error',
          'pool.suspended',
          'pool.io-error',
          'usb.reset',
        ],
      },
    ],
  },
  because: (finding) =>
    `The USB device${finding.about.device === undefined ? '' : ` at ${finding.about.device}`} was disconnected${finding.supporting.length > 0 ? ' and its disk failed at once' : ''}.`,
  remedies: [
    { when: 'immediate', text: 'Connect it again, check the filesystem, start the guests.', command: 'lsusb -t; dmesg | tail' },
    { when: 'long-term', text: 'Internal disks for guests.' },
  ],
  prevention: [{ text: 'Guests do not live on USB disks.', check: 'storage on USB' }],
  settle: [{ what: 'whether the device is back', command: 'lsusb -t' }],
})
