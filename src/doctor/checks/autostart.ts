import { defineCheck } from '../define.ts'
import { guestSettings, namesOf } from '../settings.ts'

export const autostartCheck = defineCheck({
  id: 'autostart',
  title: 'What runs now would run again',
  on: ['pve'],
  look(patient) {
    const managed = new Set([...patient.text('ha.txt').matchAll(/^(vm|ct): (\d+)$/gm)].map(([, kind, id]) => `${kind}:${id}`))
    const running = guestSettings(patient.text('guests.txt'), patient.name).filter((guest) => guest.running)
    if (running.length === 0) return null
    const left = running.filter((guest) => guest.settings.get('onboot') !== '1' && !managed.has(`${guest.kind}:${guest.id}`))
    return left.length === 0
      ? { result: 'ok', because: `All ${running.length} running guests are onboot or managed by HA.` }
      : {
          result: 'warning',
          because: `Neither onboot nor HA: ${namesOf(left)}. After a reboot of the host they stay down.`,
          fix: 'Set onboot, or let HA keep what must run.',
          command: `${left[0]!.kind === 'vm' ? 'qm' : 'pct'} set ${left[0]!.id} --onboot 1`,
        }
  },
})
