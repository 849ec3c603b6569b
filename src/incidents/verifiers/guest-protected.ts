import { settingsOfGuest } from '../guest-settings.ts'
import { defineVerifier, unseen } from './define.ts'

export const guestProtected = defineVerifier({
  id: 'guest-protected',
  title: 'Is the guest protected from being removed and rolled back?',
  target: { guest: 'id of the guest', 'name?': 'its name' },
  checks: [{ addresses: '*', text: /^Protect the guest/ }],
  aim: ({ subject }) =>
    subject.id !== undefined && subject.kind === 'vm'
      ? { guest: subject.id, ...(subject.name === undefined ? {} : { name: subject.name }) }
      : null,
  look(facts, target) {
    const guest = String(target['guest'])
    const own = settingsOfGuest(facts, target).filter(({ from, pending }) => from === 'config' && !pending)
    if (own.length === 0) return unseen(`No configuration of guest ${guest} is here.`)
    const set = own.filter(({ key }) => key === 'protection')
    const cite = (set[0] ?? own[0]!).cite
    const on = set.length > 0 && set.every(({ value }) => /^(?:1|enabled=1)\b/.test(value))
    return {
      done: on,
      because: on ? `protection is set for guest ${guest}.` : `protection is not set for guest ${guest}.`,
      evidence: [cite],
    }
  },
})
