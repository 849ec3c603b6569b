import { defineCause } from '../define.ts'

export const balloonStarvation = defineCause({
  id: 'memory.balloon-starvation',
  title: 'ballooning took so much memory from the guest that it stalled',
  area: 'memory',
  doc: 'The balloon holds the guest at a small part of its configured memory and its swap is full. The host has taken the memory back because it was short itself; the guest thrashes and looks dead though its process lives.',
  state: 'hung',
  reach: 'guest',
  planned: false,
  signals: {
    decisive: [
      {
        kind: 'guest.balloon',
        where: (o) =>
          typeof o.fields['actual'] === 'number' &&
          typeof o.fields['max'] === 'number' &&
          Number(o.fields['actual']) < 0.25 * Number(o.fields['max']) &&
          (typeof o.fields['free'] !== 'number' || Number(o.fields['free']) < 0.1 * Number(o.fields['actual'])),
      },
    ],
    supporting: [{ kind: ['memory.swap-full', 'kernel.hung-task', 'kernel.soft-lockup', 'qemu.agent-timeout'] }],
  },
  splitBy: ['guest'],
  because: (finding) =>
    `The balloon held the guest at ${String(finding.decisive[0]?.fields['actual'])} MiB of its ${String(finding.decisive[0]?.fields['max'])} MiB, with hardly anything free inside.`,
  remedies: [
    { when: 'immediate', text: 'Give the memory back.', command: 'qm set {guest} --balloon 0' },
    { when: 'short-term', text: 'Raise the minimum of the balloon to what the guest needs.', command: 'qm set {guest} --balloon <MiB>' },
    { when: 'long-term', text: 'Do not promise more memory than the host has.' },
  ],
  prevention: [{ text: 'The balloon minimum is at least half of the memory.', check: 'balloon ≥ 0.5 × memory' }],
  settle: [{ what: 'how far the balloon is inflated', command: 'qm status {guest} --verbose | grep -E "balloon|mem"' }],
})
