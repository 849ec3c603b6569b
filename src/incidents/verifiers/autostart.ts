import { settingsOfGuest } from '../guest-settings.ts'
import { defineVerifier, unseen } from './define.ts'

/** onboot acts only when the node boots; it does not start a guest that was killed. */
export const autostart = defineVerifier({
  id: 'autostart',
  title: 'Does the guest start with the host (onboot)?',
  target: { guest: 'id of the guest', 'name?': 'its name' },
  checks: [{ addresses: '*', text: /^Set onboot/ }],
  aim: ({ subject }) =>
    subject.id !== undefined && (subject.kind === 'vm' || subject.kind === 'ct')
      ? { guest: subject.id, ...(subject.name === undefined ? {} : { name: subject.name }) }
      : null,
  look(facts, target) {
    const guest = String(target['guest'])
    const own = settingsOfGuest(facts, target).filter(({ from, pending }) => from === 'config' && !pending)
    if (own.length === 0) return unseen(`No configuration of guest ${guest} is here.`)
    const set = own.filter(({ key }) => key === 'onboot')
    if (new Set(set.map(({ value }) => value)).size > 1)
      return unseen(
        'The sources disagree about onboot.',
        set.map(({ cite }) => cite),
      )
    return set[0]?.value === '1'
      ? { done: true, because: `Guest ${guest} starts when the host boots (onboot: 1).`, evidence: [set[0].cite] }
      : { done: false, because: `onboot is not set for guest ${guest}.`, evidence: [(set[0] ?? own[0]!).cite] }
  },
})
