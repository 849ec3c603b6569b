import { defineCircumstance } from '../define.ts'

export const drivePowerSaving = defineCircumstance({
  id: 'condition.drive-power-saving',
  title: 'power saving of the drive or its bus was left on',
  role: 'condition',
  doc: 'The kernel was started without the parameters that turn off power saving of NVMe drives and the PCIe bus, the usual reason for drives and cards that vanish.',
  belongsTo: ['storage.nvme-drop', 'network.nic-lost', 'hardware.pcie-error'],
  find({ observations }) {
    const seen = observations.find(
      (o) =>
        o.kind === 'kernel.command-line' &&
        o.side === 'host' &&
        !/default_ps_max_latency_us=0|pcie_aspm=off/.test(String(o.fields['line'])),
    )
    return seen ? { because: 'The kernel was started with power saving of NVMe drives and the PCIe bus left on.', evidence: [seen] } : null
  },
  remedies: [
    {
      when: 'short-term',
      text: 'Turn it off and see whether the drops stop.',
      command: 'nvme_core.default_ps_max_latency_us=0 pcie_aspm=off pcie_port_pm=off',
    },
  ],
  prevention: [{ text: 'Drives known to drop run without power saving.', check: 'kernel command line' }],
})
