import { defineCheck } from '../define.ts'

export const backupModeCheck = defineCheck({
  id: 'backup-mode',
  title: 'No backup stops a guest',
  on: ['pve'],
  look(patient) {
    const jobs = patient.text('jobs.cfg')
    if (jobs === '') return null
    const stopping = [...jobs.matchAll(/^vzdump: (\S+)\n((?:[ \t]+.*\n?)*)/gm)].filter(
      ([, , body]) => /^\s+mode (?:stop|suspend)$/m.test(body!) && !/^\s+enabled 0$/m.test(body!),
    )
    return stopping.length === 0
      ? { result: 'ok', because: 'No job has mode stop or suspend.' }
      : {
          result: 'warning',
          because: `${stopping.map(([, id]) => id).join(', ')} stops or suspends guests: a planned outage each time.`,
          fix: 'Use mode snapshot where the storage allows it.',
        }
  },
})
