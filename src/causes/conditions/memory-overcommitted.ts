import { defineCircumstance } from '../define.ts'

/** Room the host itself needs: 2 GiB or a tenth. */
const reserve = (totalKiB: number) => Math.max(2 * 1024 * 1024, totalKiB / 10)
const gib = (kib: number) => `${(kib / 1024 / 1024).toFixed(1)} GiB`

export const memoryOvercommitted = defineCircumstance({
  id: 'condition.memory-overcommitted',
  title: 'guests may use more memory than the host can give',
  role: 'condition',
  doc: 'The memory configured for running guests (or what their processes held when memory ran out), plus room for the host, exceeds the memory of the host. Each guest stays within its own size; the sum does not fit.',
  belongsTo: ['memory.*'],
  find({ observations }) {
    const total = observations.find((o) => o.kind === 'host.memory-total' && o.side === 'host')
    const configured = observations.find((o) => o.kind === 'host.guests-configured')
    const report = observations.find(
      (o) =>
        o.kind === 'kernel.oom-report' &&
        o.side === 'host' &&
        typeof o.fields['guestsRssKiB'] === 'number' &&
        typeof o.fields['managedKiB'] === 'number',
    )
    const totalKiB = Number(total?.fields['totalKiB'] ?? report?.fields['managedKiB'] ?? 0)
    if (configured && totalKiB > 0 && Number(configured.fields['configuredKiB']) + reserve(totalKiB) > totalKiB)
      return {
        because: `The ${String(configured.fields['guests'])} running guests may use ${gib(Number(configured.fields['configuredKiB']))} together, on a host with ${gib(totalKiB)}. That leaves no room for the host itself.`,
        evidence: [configured, ...(total ? [total] : report ? [report] : [])],
      }
    if (report && Number(report.fields['guestsRssKiB']) + reserve(totalKiB) > Number(report.fields['managedKiB']))
      return {
        because: `When memory ran out, guests held ${gib(Number(report.fields['guestsRssKiB']))} of the ${gib(Number(report.fields['managedKiB']))} that the host has.`,
        evidence: [report],
      }
    return null
  },
  remedies: [
    {
      when: 'short-term',
      text: 'See how much is promised to running guests.',
      command: 'qm list | awk \'$3=="running"{s+=$4} END {print s" MiB"}\'',
    },
  ],
  prevention: [
    {
      text: 'The sum of configured memory leaves room for the host.',
      check: 'Σ memory of running and onboot guests + arc_max + 2 GiB ≤ MemTotal',
    },
  ],
})
