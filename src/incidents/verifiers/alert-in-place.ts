import type { FactLine, Facts } from '../facts.ts'
import { defineVerifier, unseen } from './define.ts'

/** What a rule must speak of: metrics of node_exporter, the Proxmox exporter, blackbox, Telegraf. */
const ABOUT: Readonly<Record<string, RegExp>> = {
  'host-memory':
    /node_memory_(?:MemAvailable|MemFree|Active)|pve_memory_(?:usage|size)_bytes.*node\/|node_pressure_memory|\bmem_(?:available|used)(?:_percent)?\b/,
  'guest-down': /\bpve_up\b|\bprobe_success\b|\bup\s*\{|\blibvirt_domain_info_(?:vstate|state)/,
  // Not node_memory_…: that a rule about hosts also covers the inside of guests is not seen.
  'guest-memory': /pve_memory_usage_bytes(?![^\n]*node\/)|libvirt_domain_(?:info_memory|memory_stats)/,
}
const WORDS: Readonly<Record<string, string>> = {
  'host-memory': 'the memory of the host',
  'guest-down': 'a guest that is down',
  'guest-memory': 'the memory of a guest',
}

interface Rule {
  readonly name: FactLine
  readonly lines: readonly FactLine[]
}

/** `- alert: NAME` and what belongs to it, in rule files of Prometheus. Commented ones are no rules. */
function alertRules(facts: Facts): Rule[] {
  const rules: { name: FactLine; lines: FactLine[]; indent: number }[] = []
  for (const { lines } of facts) {
    let open: (typeof rules)[number] | null = null
    for (const cite of lines) {
      if (/^\s*#/.test(cite.text)) continue
      const [, indent] = /^(\s*)- alert: ?\S/.exec(cite.text) ?? []
      if (indent !== undefined) rules.push((open = { name: cite, lines: [], indent: indent.length }))
      else if (open && /\S/.test(cite.text) && cite.text.search(/\S/) <= open.indent) open = null
      open?.lines.push(cite)
    }
  }
  return rules
}

export const alertInPlace = defineVerifier({
  id: 'alert-in-place',
  title: 'Is there an alert rule for it (rule files of Prometheus)?',
  target: { about: 'host-memory, guest-memory or guest-down' },
  checks: [{ addresses: 'amplifier.slow-return', text: /^Watch the guest from outside/ }],
  aim: () => ({ about: 'guest-down' }),
  look(facts, target) {
    const about = String(target['about'])
    const pattern = ABOUT[about]
    if (!pattern) return unseen(`"${about}" is none of ${Object.keys(ABOUT).join(', ')}.`)
    const rules = alertRules(facts)
    if (rules.length === 0) return unseen('No alert rules are here: give the rule files with --from. Other monitoring cannot be seen.')
    for (const { name, lines } of rules) {
      const said = lines.find(({ text }) => pattern.test(text))
      if (said)
        return {
          done: true,
          because: `There is an alert rule for ${WORDS[about]}. Which machines it covers and whom it reaches is not seen.`,
          evidence: [name, said],
        }
    }
    return {
      done: false,
      because: `None of ${rules.length} alert rules speaks of ${WORDS[about]}.`,
      evidence: rules.slice(0, 5).map(({ name }) => name),
    }
  },
})
