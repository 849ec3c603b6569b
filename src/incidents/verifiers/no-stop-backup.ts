import type { FactLine, Facts } from '../facts.ts'
import { defineVerifier, unseen } from './define.ts'

interface Job {
  readonly name: FactLine
  readonly settings: ReadonlyMap<string, { value: string; cite: FactLine }>
}

/** `vzdump: backup-1a2b3c4d` and its indented `key value` lines. */
function jobsOf(facts: Facts): { jobs: Job[]; seen: FactLine[] } {
  const files = facts.filter(
    ({ origin, file, lines }) => /jobs\.cfg/.test(origin) || /jobs\.cfg/.test(file) || lines.some(({ text }) => /^vzdump: \S/.test(text)),
  )
  const jobs: (Job & { settings: Map<string, { value: string; cite: FactLine }> })[] = []
  for (const { lines } of files) {
    let open = false
    for (const cite of lines) {
      if (/^\S/.test(cite.text)) open = /^vzdump: \S+/.test(cite.text)
      if (!open) continue
      if (/^\S/.test(cite.text)) jobs.push({ name: cite, settings: new Map() })
      const [, key, value] = /^\s+([\w-]+) (.*)$/.exec(cite.text) ?? []
      if (key !== undefined) jobs.at(-1)!.settings.set(key, { value: value!.trim(), cite })
    }
  }
  return { jobs, seen: files.flatMap(({ lines }) => lines.slice(0, 1)) }
}

/** Before PVE 7.1 jobs were lines of cron: `0 2 * * 6 root vzdump 100 102 --mode stop --quiet 1`. */
function cronJobs(facts: Facts): { cite: FactLine; mode: string; guests: string[]; all: boolean; excluded: string[] }[] {
  return facts.flatMap(({ lines }) =>
    lines.flatMap((cite) => {
      const [, words] = /^[^#\n]*\broot\s+vzdump\s+(.*)$/.exec(cite.text) ?? []
      if (words === undefined) return []
      const option = (name: string) => new RegExp(`--${name}[= ](\\S+)`).exec(words)?.[1]
      return [
        {
          cite,
          mode: option('mode') ?? 'snapshot',
          guests: words
            .split(/\s--/)[0]!
            .split(/[\s,]+/)
            .filter((word) => /^\d+$/.test(word)),
          all: option('all') === '1',
          excluded: (option('exclude') ?? '').split(','),
        },
      ]
    }),
  )
}

export const noStopBackup = defineVerifier({
  id: 'no-stop-backup',
  title: 'Is the guest in no backup job that stops or suspends it?',
  target: { guest: 'id of the guest' },
  checks: [
    { addresses: 'backup.stop-mode', text: /^Change the mode of the job to snapshot/ },
    { addresses: 'backup.pause', text: /snapshot/ },
  ],
  aim: ({ subject }) => (subject.id !== undefined && (subject.kind === 'vm' || subject.kind === 'ct') ? { guest: subject.id } : null),
  look(facts, target) {
    const guest = String(target['guest'])
    const { jobs, seen } = jobsOf(facts)
    const cron = cronJobs(facts)
    if (seen.length === 0 && cron.length === 0) return unseen('The backup jobs are not here (/etc/pve/jobs.cfg).')
    const unsure: FactLine[] = []
    const cites: FactLine[] = []
    for (const { name, settings } of jobs) {
      const of = (key: string) => settings.get(key)?.value
      if (of('enabled') === '0') continue
      const list = (key: string) => (of(key) ?? '').split(/[,\s]+/)
      const byPool = of('pool') !== undefined
      const covers = of('all') === '1' ? !list('exclude').includes(guest) : list('vmid').includes(guest)
      if (!covers && !byPool) continue
      const mode = settings.get('mode')
      cites.push(name, ...(mode ? [mode.cite] : []))
      // Without the key the mode is snapshot.
      if (mode?.value !== 'stop' && mode?.value !== 'suspend') continue
      if (covers) return { done: false, because: `A backup job has guest ${guest} in mode ${mode.value}.`, evidence: [name, mode.cite] }
      unsure.push(name, mode.cite)
    }
    for (const job of cron) {
      if (!(job.all ? !job.excluded.includes(guest) : job.guests.includes(guest))) continue
      cites.push(job.cite)
      if (job.mode === 'stop' || job.mode === 'suspend')
        return { done: false, because: `A backup job has guest ${guest} in mode ${job.mode}.`, evidence: [job.cite] }
    }
    if (unsure.length > 0)
      return unseen(`A job in stop or suspend mode covers a pool; whether guest ${guest} is in it is not seen.`, unsure)
    return {
      done: true,
      because: cites.length > 0 ? `No job stops or suspends guest ${guest}.` : `No backup job has guest ${guest}.`,
      evidence: cites.length > 0 ? cites : seen,
    }
  },
})
