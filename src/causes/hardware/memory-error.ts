import { defineCause } from '../define.ts'

export const memoryError = defineCause({
  id: 'hardware.memory-error',
  title: 'memory of the host is bad',
  area: 'hardware',
  doc: 'An uncorrected error of EDAC, or `Memory failure` that kills a process. Corrected errors alone are only a warning.',
  state: 'killed',
  reach: 'node',
  planned: false,
  signals: {
    decisive: [{ kind: 'memory.hardware-error', side: 'host' }],
    supporting: [{ kind: ['edac.corrected', 'mce.fatal', 'zfs.checksum', 'qemu.crash-signal'], side: 'host' }],
  },
  mustLog: 'host-kernel',
  because: (finding) => `The memory of the host has an error it could not correct: ${String(finding.decisive[0]?.fields['what'] ?? '')}.`,
  remedies: [
    { when: 'immediate', text: 'Move guests away and replace the module that EDAC names.', command: 'ras-mc-ctl --error-count' },
    { when: 'long-term', text: 'ECC memory and rasdaemon on every host.' },
  ],
  prevention: [{ text: 'Corrected memory errors do not rise.', check: 'EDAC CE > 0 per day' }],
  settle: [{ what: 'which module', command: 'ras-mc-ctl --error-count' }],
})
