import { findLines } from '../facts.ts'
import { defineVerifier, unseen } from './define.ts'

export const haManaged = defineVerifier({
  id: 'ha-managed',
  title: 'Does HA keep the guest running?',
  target: { guest: 'id of the guest', 'kind?': 'vm or ct' },
  checks: [{ addresses: 'condition.no-autostart', text: /^Let HA keep the guest running/ }],
  aim: ({ subject }) =>
    subject.id !== undefined && (subject.kind === 'vm' || subject.kind === 'ct') ? { guest: subject.id, kind: subject.kind } : null,
  look(facts, target) {
    const [guest, kind] = [String(target['guest']), String(target['kind'] ?? 'vm')]
    const resources = facts.filter(({ origin, file }) => origin.endsWith('ha/resources.cfg') || /ha-?resources/.test(file))
    // `ha-manager status` prints `service vm:102 (pve, started)`.
    const [service] = findLines(facts, new RegExp(`^service ${kind}:${guest} \\(\\S+, (\\w+)\\)`))
    if (service) {
      const state = service.match[1]!
      return { done: state === 'started', because: `HA has ${kind}:${guest} as ${state}.`, evidence: [service.cite] }
    }
    for (const { lines } of resources) {
      const start = lines.findIndex(({ text }) => new RegExp(`^${kind}: ${guest}\\s*$`).test(text))
      if (start === -1) continue
      const block = lines.slice(start + 1)
      const end = block.findIndex(({ text }) => /^\S/.test(text))
      const state = (end === -1 ? block : block.slice(0, end)).find(({ text }) => /^\s+state\s/.test(text))
      // Without the key the wanted state is started.
      const value = /^\s+state\s+(\w+)/.exec(state?.text ?? '')?.[1] ?? 'started'
      return {
        done: value === 'started' || value === 'enabled',
        because: `HA is told to keep ${kind}:${guest} ${value}.`,
        evidence: [lines[start]!, ...(state ? [state] : [])],
      }
    }
    if (resources.length === 0) return unseen('The resources of HA are not here (/etc/pve/ha/resources.cfg).')
    return {
      done: false,
      because: `${kind}:${guest} is not among the resources of HA.`,
      evidence: resources.flatMap(({ lines }) => lines.slice(0, 1)),
    }
  },
})
