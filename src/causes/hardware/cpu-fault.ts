import { defineCause } from '../define.ts'

export const cpuFault = defineCause({
  id: 'hardware.cpu-fault',
  title: 'a core of the processor is defective',
  area: 'hardware',
  doc: 'Programs that have nothing to do with each other crash, and the kernel names the same core each time. A single program that crashes on many cores has a bug instead. Seen on processors of the 13th and 14th generation.',
  state: 'killed',
  reach: 'node',
  planned: false,
  signals: {
    decisive: [{ kind: 'cpu.same-core-crashes', side: 'host' }],
    supporting: [{ kind: ['kernel.segfault', 'kernel.oops', 'mce.corrected', 'mce.fatal'], side: 'host' }],
  },
  burstMs: 30 * 24 * 60 * 60_000,
  because: (finding) => `${finding.decisive[0]?.says}; programs with nothing in common do not fail on one core by chance.`,
  remedies: [
    {
      when: 'immediate',
      text: 'Take the core out of use and move important guests away.',
      command: 'echo 0 > /sys/devices/system/cpu/cpu<N>/online',
    },
    { when: 'long-term', text: 'Update microcode and firmware, then replace the processor.' },
  ],
  prevention: [{ text: 'Microcode is current.', check: 'microcode version' }],
  settle: [
    { what: 'on which core programs crash', command: 'journalctl -k --no-pager | grep -oE "likely on CPU [0-9]+ .*" | sort | uniq -c' },
  ],
})
