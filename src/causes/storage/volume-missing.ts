import { defineCause } from '../define.ts'

export const volumeMissing = defineCause({
  id: 'storage.volume-missing',
  title: 'the disk image or volume of the guest is missing or inactive',
  area: 'storage',
  doc: 'The start fails with `no such logical volume`, `no zvol device link` or `Could not open`. The pool was not imported, the volume group not active, or the volume deleted.',
  state: 'start-failed',
  reach: 'guest',
  planned: false,
  signals: {
    // The pool of the root itself is a matter of the host's boot.
    decisive: [{ kind: 'volume.missing', where: (o) => !/cannot import '(?:rpool|bpool|zroot|boot-pool)'/.test(String(o.fields['what'])) }],
    supporting: [{ kind: ['qemu.start-error', 'task.error', 'storage.offline', 'ha.start-failed'] }],
  },
  mustLog: undefined,
  suspectWhen: ['start-failed'],
  because: (finding) => `The guest could not start because a volume is not there: ${String(finding.decisive[0]?.fields['what'] ?? '')}.`,
  remedies: [
    {
      when: 'immediate',
      text: 'Activate the volume group or import the pool, then start the guest.',
      command: 'vgs; lvs; zpool import; pvesm list <storage>',
    },
    { when: 'long-term', text: 'Let the start of guests wait for late storage.', command: 'pvenode config set --startall-onboot-delay 30' },
  ],
  prevention: [{ text: 'Storage of onboot guests is up before them.', check: 'onboot guests on late storage' }],
  settle: [{ what: 'whether the volume exists', command: 'pvesm list <storage> --vmid {guest}' }],
})
