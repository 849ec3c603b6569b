import { defineCircumstance } from '../define.ts'

export const deviceWithoutReset = defineCircumstance({
  id: 'condition.device-without-reset',
  title: 'the device cannot be reset on its own',
  role: 'condition',
  doc: 'Without a reset of its own a passed-through device works once per boot of the host.',
  belongsTo: ['passthrough.*', 'qemu.start-failure', 'qemu.kvm-error'],
  find({ observations }) {
    const seen = observations.find((o) => o.kind === 'vfio.no-reset')
    return seen
      ? { because: `The device ${String(seen.about.pci ?? seen.about.device ?? '')} cannot be reset on its own.`, evidence: [seen] }
      : null
  },
  remedies: [
    {
      when: 'long-term',
      text: 'A card with function-level reset, or the reset module of its vendor.',
      command: 'lspci -vvs <device> | grep -i FLReset',
    },
  ],
  prevention: [{ text: 'Devices that are passed through have a reset of their own.', check: 'FLReset+' }],
})
