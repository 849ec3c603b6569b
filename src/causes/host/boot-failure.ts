import { defineCause } from '../define.ts'

export const hostBootFailure = defineCause({
  id: 'host.boot-failure',
  title: 'the host does not get through its boot, so its guests stay down',
  area: 'host',
  doc: 'The host stops in emergency mode or the initramfs: a mount in fstab without nofail, a pool that is not there, a renamed device. Guests have nothing to do with it.',
  state: 'start-failed',
  reach: 'node',
  planned: false,
  signals: {
    decisive: [
      { kind: 'boot.emergency', side: 'host' },
      // A mount that failed stops a boot only when local filesystems as a whole depend on it.
      { kind: 'boot.dependency-failed', side: 'host', where: (o) => !/^\/|\.mount/.test(String(o.fields['what'])) },
      {
        kind: 'volume.missing',
        side: 'host',
        where: (o) => /cannot import '(?:rpool|bpool|zroot|boot-pool)'/.test(String(o.fields['what'])),
      },
      { kind: 'kernel.panic', side: 'host', where: (o) => /Unable to mount root|No working init/.test(String(o.fields['reason'])) },
    ],
    supporting: [{ kind: ['boot.dependency-failed', 'host.service-failed', 'fs.error'], side: 'host' }],
  },
  because: (finding) => `The host does not get through its boot: ${finding.decisive[0]?.says}.`,
  remedies: [
    {
      when: 'immediate',
      text: 'At the console: find the failed mount, comment it out in /etc/fstab, reboot.',
      command: 'systemctl --failed; journalctl -xb -p err --no-pager',
    },
    { when: 'long-term', text: 'nofail for every mount that is not the root.' },
  ],
  prevention: [{ text: 'Mounts beside the root carry nofail.', check: 'fstab without nofail' }],
  settle: [{ what: 'what failed in the boot', command: 'systemctl --failed; journalctl -b -p err --no-pager' }],
})
