import { defineCheck, say } from '../define.ts'

const NOTICED_MS = 1000
const HARMFUL_MS = 30_000

/** Lines of two machines are put on one clock; a clock that is off turns cause and consequence around. */
export const clockCheck = defineCheck({
  id: 'clock',
  title: 'Its clock is right',
  on: ['pve', 'libvirt', 'guest'],
  look(patient) {
    const synchronized = /^NTPSynchronized=(\w+)$/m.exec(patient.text('readiness.txt') + patient.text('identity.txt'))?.[1]
    const off = patient.clockOffsetMs
    const text = off === null ? '' : `It is ${(Math.abs(off) / 1000).toFixed(2)} s ${off < 0 ? 'behind' : 'ahead of'} this machine. `
    if (off !== null && Math.abs(off) >= HARMFUL_MS)
      return { result: 'problem', because: `${text}Order in time can not be told.`, fix: 'Set up chrony.', command: 'apt install chrony' }
    if (synchronized === 'no')
      return {
        result: 'warning',
        because: `${text}Nothing keeps it in step (NTPSynchronized=no).`,
        fix: 'Set up chrony.',
        command: 'apt install chrony',
      }
    if (off !== null && Math.abs(off) >= NOTICED_MS)
      return {
        result: 'warning',
        because: `${text}It is measured and taken into account.`,
        fix: 'See whether chrony reaches its servers.',
        command: 'chronyc sources',
      }
    return off === null && synchronized === undefined
      ? say.unseen('Its clock was not measured.')
      : say.ok(`${text}${synchronized === 'yes' ? 'NTP keeps it in step.' : ''}`.trim())
  },
})
