import { defineCircumstance } from '../define.ts'

const GIB = 1024 * 1024

export const heavyHostProcess = defineCircumstance({
  id: 'condition.heavy-host-process',
  title: 'a process of the host itself held much memory',
  role: 'condition',
  doc: 'In the memory report a process that is no guest held more than a gibibyte. It counts against the guests.',
  belongsTo: ['memory.host-oom', 'memory.host-livelock'],
  find({ observations }) {
    for (const report of observations) {
      if (report.kind !== 'kernel.oom-report' || report.side !== 'host' || typeof report.fields['account'] !== 'string') continue
      const { rows } = JSON.parse(report.fields['account']) as { rows: readonly { name: string; kind: string; kib: number }[] }
      const heavy = rows.filter((row) => row.kind === 'process' && row.kib > GIB).toSorted((a, b) => b.kib - a.kib)[0]
      if (heavy) return { because: `${heavy.name} on the host itself held ${(heavy.kib / GIB).toFixed(1)} GiB.`, evidence: [report] }
    }
    return null
  },
  remedies: [
    { when: 'short-term', text: 'Limit the service, or move it into a guest.', command: 'systemctl set-property <service> MemoryMax=1G' },
  ],
  prevention: [{ text: 'Nothing but guests and Proxmox runs on the host.', check: 'processes above 1 GiB that are no guests' }],
})
