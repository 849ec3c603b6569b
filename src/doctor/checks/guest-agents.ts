import { defineCheck, say } from '../define.ts'
import { guestSettings, namesOf } from '../settings.ts'

export const guestAgentsCheck = defineCheck({
  id: 'guest-agents',
  title: 'Its guests can be asked through their agent',
  on: ['pve'],
  look(patient) {
    const guests = guestSettings(patient.text('guests.txt'), patient.name).filter(({ kind }) => kind === 'vm')
    if (patient.text('guests.txt') === '') return say.unseen('Its guests were not to be seen.')
    if (guests.length === 0) return null
    const without = guests.filter(({ settings }) => !/^(?:1|enabled=1)/.test(settings.get('agent') ?? ''))
    return without.length === 0
      ? say.ok(`All ${guests.length} have it switched on.`)
      : {
          result: 'warning',
          because: `Not switched on: ${namesOf(without)}.`,
          fix: 'Install qemu-guest-agent inside and switch it on.',
          command: `qm set ${without[0]!.id} --agent enabled=1`,
        }
  },
})
