import { type GuestSetting, memoryMiB, settingsOfGuest } from '../guest-settings.ts'
import { defineVerifier, unseen } from './define.ts'

/**
 * A change of `memory` of a running guest without memory hotplug waits in `[PENDING]`, and `qm config` shows it as if it were
 * in force; `qm list` shows what is.
 */
export const guestMemory = defineVerifier({
  id: 'guest-memory',
  title: 'Is the memory of the guest at most so large?',
  target: { guest: 'id of the guest', atMostMiB: 'MiB', 'name?': 'its name' },
  checks: [],
  aim: () => null,
  look(facts, target) {
    const [guest, limit] = [String(target['guest']), Number(target['atMostMiB'])]
    const settings = settingsOfGuest(facts, target).filter(({ key }) => key === 'memory')
    const inForce = settings.filter(({ pending }) => !pending)
    if (inForce.length === 0) return unseen(`No configuration of guest ${guest} is here.`)
    const cites = settings.map(({ cite }) => cite)
    const sizes = (list: readonly GuestSetting[]) => [...new Set(list.map(({ value }) => memoryMiB(value)))]
    const [list, config] = [sizes(inForce.filter(({ from }) => from === 'list')), sizes(inForce.filter(({ from }) => from === 'config'))]
    if (sizes(inForce).includes(null)) return unseen(`The memory of guest ${guest} is not a number here.`, cites)
    if (list.length > 1 || config.length > 1)
      return unseen(`The sources disagree: ${sizes(inForce).join(' and ')} MiB. One of them is older.`, cites)
    const now = Math.max(...[...list, ...config].map(Number))
    if (list.length === 1 && config.length === 1 && list[0] !== config[0])
      return {
        done: now <= limit,
        because: `${config[0]} MiB are configured, ${list[0]} MiB are in force: the change waits until the guest is stopped and started.`,
        evidence: cites,
      }
    const waiting = settings.find(({ pending, value }) => pending && Number(memoryMiB(value)) <= limit)
    if (now > limit && waiting)
      return {
        done: false,
        because: `${memoryMiB(waiting.value)} MiB are written, but ${now} MiB stay in force until the guest is stopped and started.`,
        evidence: cites,
      }
    return { done: now <= limit, because: `Guest ${guest} has ${now} MiB; the limit is ${limit} MiB.`, evidence: cites }
  },
})
