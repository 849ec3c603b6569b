import { settingsOfGuest } from '../guest-settings.ts'
import { defineVerifier, unseen } from './define.ts'

export const guestAgent = defineVerifier({
  id: 'guest-agent',
  title: 'Is the guest agent configured?',
  target: { guest: 'id of the guest', 'name?': 'its name' },
  checks: [{ addresses: '*', text: /^Install and enable the guest agent/ }],
  aim: ({ subject }) =>
    subject.id !== undefined && subject.kind === 'vm'
      ? { guest: subject.id, ...(subject.name === undefined ? {} : { name: subject.name }) }
      : null,
  look(facts, target) {
    const guest = String(target['guest'])
    const own = settingsOfGuest(facts, target).filter(({ from, pending }) => from === 'config' && !pending)
    if (own.length === 0) return unseen(`No configuration of guest ${guest} is here.`)
    const set = own.filter(({ key }) => key === 'agent')
    const cite = (set[0] ?? own[0]!).cite
    const on = set.length > 0 && set.every(({ value }) => /^(?:1|enabled=1)\b/.test(value))
    return { done: on, because: on ? `agent is set for guest ${guest}.` : `agent is not set for guest ${guest}.`, evidence: [cite] }
  },
})
