import { defineCheck, say } from '../define.ts'

export const upsCheck = defineCheck({
  id: 'ups',
  title: 'A loss of power is told from a crash',
  on: ['pve', 'libvirt'],
  look(patient) {
    const answer = patient.text('ups.txt')
    const status = /^(?:ups\.status:|STATUS\s*:)\s*(.+)$/m.exec(answer)?.[1]
    if (status !== undefined) return say.ok(`A UPS answers: ${status.trim()}.`)
    if (patient.text('readiness.txt') === '' && answer === '') return say.unseen('Whether there is a UPS was not to be seen.')
    return {
      result: 'warning',
      because: 'No UPS software answers. A loss of power then looks like any sudden end.',
      fix: 'Connect the UPS and run NUT.',
      command: 'apt install nut',
    }
  },
})
