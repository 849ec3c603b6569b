import { defineCause } from '../define.ts'

export const guestBootFailure = defineCause({
  id: 'guest.boot-failure',
  title: 'the guest starts but does not get through its boot',
  area: 'guest',
  doc: 'The guest runs for the hypervisor but stopped in emergency mode, in the initramfs or at a root filesystem it cannot find. Typical after an update, a renamed disk, or a mount in fstab without nofail.',
  state: 'start-failed',
  reach: 'guest',
  planned: false,
  signals: {
    decisive: [
      { kind: 'boot.emergency', side: 'guest' },
      // A mount that failed stops a boot only when local filesystems as a whole depend on it.
      { kind: 'boot.dependency-failed', side: 'guest', where: (o) => !/^\/|\.mount/.test(String(o.fields['what'])) },
      { kind: 'kernel.panic', side: 'guest', where: (o) => /Unable to mount root|No working init/.test(String(o.fields['reason'])) },
    ],
    supporting: [{ kind: ['boot.dependency-failed', 'fs.error', 'fs.readonly'], side: 'guest' }],
  },
  mustLog: undefined,
  suspectWhen: ['start-failed'],
  because: (finding) => `The guest does not get through its boot: ${finding.decisive[0]?.says}.`,
  remedies: [
    { when: 'immediate', text: 'Open the console and mend /etc/fstab or choose the kernel before.', command: 'qm terminal {guest}' },
    { when: 'long-term', text: 'nofail for every mount that is not the root; test a reboot after updates.' },
  ],
  prevention: [{ text: 'Mounts beside the root carry nofail.', check: 'fstab without nofail' }],
  settle: [{ what: 'where the boot stops', command: 'qm terminal {guest}' }],
})
