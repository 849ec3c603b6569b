import { findLines, ofNode } from '../facts.ts'
import { defineVerifier, unseen } from './define.ts'

/** Firmware and kernel keep a little for themselves: of 24 GiB of modules about 23.4 are shown. */
const SHOWN_PART = 0.96

export const hostMemory = defineVerifier({
  id: 'host-memory',
  title: 'Has the host at least so much memory?',
  target: { atLeastMiB: 'MiB of installed memory', 'node?': 'the node' },
  checks: [],
  aim: () => null,
  look(facts, target) {
    const wanted = Number(target['atLeastMiB'])
    const found = findLines(ofNode(facts, target['node'] === undefined ? undefined : String(target['node'])), /^MemTotal:\s+(\d+) kB/)
    if (found.length === 0) return unseen('The memory of the host is not here (/proc/meminfo).')
    const smallest = Math.min(...found.map(({ match }) => Number(match[1]) / 1024))
    return {
      done: smallest >= wanted * SHOWN_PART,
      because: `The host shows ${(smallest / 1024).toFixed(1)} GiB; ${(wanted / 1024).toFixed(0)} GiB are wanted.`,
      evidence: found.map(({ cite }) => cite),
    }
  },
})
