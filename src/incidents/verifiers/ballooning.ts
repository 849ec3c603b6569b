import { memoryMiB, settingsOfGuest } from '../guest-settings.ts'
import { defineVerifier, unseen } from './define.ts'

/** Without the key the minimum equals the memory: the device is there and never gives anything back. `balloon: 0` takes it out. */
export const ballooning = defineVerifier({
  id: 'ballooning',
  title: 'Can the host take memory back from the guest (ballooning)?',
  target: { guest: 'id of the guest', 'name?': 'its name' },
  checks: [],
  aim: ({ subject }) =>
    subject.kind === 'vm' && subject.id !== undefined
      ? { guest: subject.id, ...(subject.name === undefined ? {} : { name: subject.name }) }
      : null,
  look(facts, target) {
    const guest = String(target['guest'])
    const own = settingsOfGuest(facts, target).filter(({ kind, from, pending }) => kind === 'vm' && from === 'config' && !pending)
    if (own.length === 0) return unseen(`No configuration of guest ${guest} is here.`)
    const [balloon, memory] = ['balloon', 'memory'].map((name) => own.filter(({ key }) => key === name)) as [typeof own, typeof own]
    if (new Set(balloon.map(({ value }) => value)).size > 1)
      return unseen(
        'The sources disagree about the balloon.',
        balloon.map(({ cite }) => cite),
      )
    const size = memoryMiB(memory[0]?.value ?? '512')
    const cites = [...balloon, ...memory].map(({ cite }) => cite)
    if (balloon.length === 0)
      return {
        done: false,
        because: `No balloon minimum is set for guest ${guest}: it may keep all of its ${size} MiB.`,
        evidence: cites.length > 0 ? cites : [own[0]!.cite],
      }
    const minimum = Number(balloon[0]!.value)
    if (minimum === 0) return { done: false, because: `Ballooning is off for guest ${guest} (balloon: 0).`, evidence: cites }
    return {
      done: size !== null && minimum < size,
      because:
        size !== null && minimum < size
          ? `Guest ${guest} can be taken down to ${minimum} of ${size} MiB.`
          : `The minimum of guest ${guest} equals its memory: nothing can be taken back.`,
      evidence: cites,
    }
  },
})
