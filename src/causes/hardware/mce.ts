import { defineCause } from '../define.ts'

export const mce = defineCause({
  id: 'hardware.mce',
  title: 'the processor reported a fatal machine check',
  area: 'hardware',
  doc: 'An uncorrected machine check: `Machine Check Exception`, `Fatal machine check`, a fatal hardware error of the firmware, or at the next boot a record of the crash before. Corrected errors are a trend, not a cause.',
  state: 'killed',
  reach: 'node',
  planned: false,
  signals: {
    decisive: [{ kind: 'mce.fatal', side: 'host' }],
    supporting: [{ kind: ['kernel.panic', 'boot.unclean-end', 'journal.unclean', 'power.reset-reason', 'mce.corrected'], side: 'host' }],
  },
  burstMs: 60 * 60_000,
  because: (finding) =>
    `The hardware of the host reported an error it could not correct: ${String(finding.decisive[0]?.fields['what'] ?? '')}.`,
  remedies: [
    {
      when: 'immediate',
      text: 'Move guests away; update firmware and microcode; test the memory.',
      command: 'ras-mc-ctl --summary; journalctl -k | grep -i "hardware error"',
    },
    { when: 'long-term', text: 'Replace the part the decoded error names; no overclocking or XMP profile.' },
  ],
  prevention: [{ text: 'No machine checks are logged.', check: 'mce count > 0' }],
  settle: [{ what: 'what the error means', command: 'ras-mc-ctl --errors' }],
})
