import type { Observation } from '../../model/index.ts'
import { defineCircumstance } from '../define.ts'

export const noDiscard = defineCircumstance({
  id: 'condition.no-discard',
  title: 'what the guest deletes stays in the pool',
  role: 'condition',
  doc: 'Without discard the pool never learns of what the guest has deleted; thin volumes only grow.',
  belongsTo: ['storage.thin-pool-full', 'storage.zfs-pool-full'],
  find({ observations, guest }) {
    const mine = (o: Observation) => o.about.guest === undefined || o.about.guest === guest
    const seen = observations.find((o) => o.kind === 'guest.config' && Number(o.fields['withoutDiscard']) > 0 && mine(o))
    return seen
      ? {
          because: `${String(seen.fields['withoutDiscard'])} of ${String(seen.fields['disks'])} disks of the guest do not pass on what it deletes.`,
          evidence: [seen],
        }
      : null
  },
  remedies: [
    {
      when: 'short-term',
      text: 'Turn discard on and trim in the guest.',
      command: 'qm config {guest} | grep -E "^(scsi|virtio|sata)"; fstrim -av',
    },
  ],
  prevention: [{ text: 'Disks on thin storage have discard=on.', check: 'discard=on' }],
})
