import { defineCheck } from '../define.ts'

/** Proxmox VE 8 and older keep one sample a minute for an hour only; what a peak was is gone then. */
export const rrdResolutionCheck = defineCheck({
  id: 'rrd-resolution',
  title: 'Its curves keep their minutes',
  on: ['pve'],
  look(patient) {
    const major = Number(/^pve-manager (\d+)\./m.exec(patient.text('versions.txt'))?.[1] ?? NaN)
    if (Number.isNaN(major)) return null
    return major >= 9
      ? { result: 'ok', because: `Proxmox VE ${major} keeps minutes for a day and more.` }
      : {
          result: 'warning',
          because: `Proxmox VE ${major} keeps minutes for 70 minutes only: ask soon after an outage.`,
          fix: 'Let the watcher run: it asks at once.',
          command: 'whydown watch',
        }
  },
})
