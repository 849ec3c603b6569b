import type { Observation, Salience } from '../../model/index.ts'
import { defineParser } from '../define.ts'

interface Told {
  readonly kind: string
  readonly salience: Salience
  readonly says: string
  readonly fields?: Readonly<Record<string, string>>
}

const UPDATE = /TrustedInstaller|MoUsoCoreWorker|UpdateOrchestrator|UsoClient|wuauclt/i

/**
 * Windows events as `wevtutil qe System /f:xml` prints them, one per line; times are UTC and the texts are of no language.
 *
 *     <Event xmlns='…'><System><Provider Name='User32'/><EventID Qualifiers='32768'>1074</EventID>…<TimeCreated
 *     SystemTime='2025-07-29T23:19:25.1234567Z'/>…</System><EventData><Data Name='param1'>C:\Windows\…</Data>…</EventData></Event>
 */
export const windowsEventsParser = defineParser({
  id: 'windows-events',
  title: 'Shutdowns, crashes and memory in the events of Windows',
  emits: [
    'windows.unexpected',
    'windows.bugcheck',
    'windows.update-restart',
    'windows.agent-shutdown',
    'windows.user-shutdown',
    'windows.low-memory',
  ],
  literals: ['<EventID'],
  journal: 'never',
  start(source, emit) {
    return {
      open: false,
      see(record) {
        const at = Date.parse(/SystemTime='([^']+)'/.exec(record.message.replaceAll('"', "'"))?.[1] ?? '')
        const told = tellOf(record.message.replaceAll('"', "'"))
        if (!told || !Number.isFinite(at)) return
        const { kind, salience, says, fields = {} } = told
        const observation: Observation = {
          kind,
          at,
          side: 'guest',
          witness: 'daemon',
          salience,
          about: source.node === undefined ? {} : { node: source.node },
          fields,
          says,
          cites: [record],
        }
        emit(observation)
      },
      end() {},
    }
  },
})

function tellOf(xml: string): Told | null {
  const id = /<EventID[^>]*>(\d+)</.exec(xml)?.[1]
  const provider = /<Provider Name='([^']+)'/.exec(xml)?.[1] ?? ''
  const data = (name: string) => new RegExp(`<Data Name='${name}'>([^<]*)<`).exec(xml)?.[1]?.trim() ?? ''
  if (id === '41' && /Kernel-Power/.test(provider)) {
    const code = Number(data('BugcheckCode'))
    return code > 0
      ? {
          kind: 'windows.bugcheck',
          salience: 'fault',
          says: `Windows stopped with a blue screen (0x${code.toString(16)})`,
          fields: { code: `0x${code.toString(16)}` },
        }
      : { kind: 'windows.unexpected', salience: 'symptom', says: 'Windows noticed that it had not been shut down cleanly' }
  }
  if (id === '6008')
    return { kind: 'windows.unexpected', salience: 'symptom', says: 'Windows noticed that it had not been shut down cleanly' }
  if (id === '1001' && /BugCheck|WER-SystemErrorReporting/.test(provider)) {
    const code = /0x[0-9a-f]{8}/i.exec(data('param1'))?.[0] ?? ''
    return { kind: 'windows.bugcheck', salience: 'fault', says: `Windows stopped with a blue screen (${code})`, fields: { code } }
  }
  if (id === '2004') return { kind: 'windows.low-memory', salience: 'fault', says: 'Windows ran short of memory' }
  if (id !== '1074') return null
  const [process, action, user] = [data('param1'), data('param5') || 'shutdown', data('param7')]
  const fields = { process, action, user }
  if (/qemu-ga/i.test(process))
    return {
      kind: 'windows.agent-shutdown',
      salience: 'intent',
      says: 'the hypervisor asked Windows to shut down through the guest agent',
      fields,
    }
  if (UPDATE.test(process))
    return {
      kind: 'windows.update-restart',
      salience: 'intent',
      says: `Windows Update restarted the machine (${process.replace(/^.*\\/, '')})`,
      fields,
    }
  return { kind: 'windows.user-shutdown', salience: 'intent', says: `${user || 'somebody'} asked Windows to ${action}`, fields }
}
