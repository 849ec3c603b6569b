import { findLines, ofNode } from '../facts.ts'
import { defineVerifier, onItsNode, unseen } from './define.ts'

const SWAPS_HEADER = /^Filename\s+Type\s+Size\s+Used\s+Priority/

export const swapPresent = defineVerifier({
  id: 'swap-present',
  title: 'Has the host swap, and not on a ZFS volume?',
  target: { 'node?': 'the node', 'atLeastMiB?': 'so much at least' },
  checks: [{ addresses: '*', text: /^Add a few GiB of swap/ }],
  aim: onItsNode,
  look(facts, target) {
    const own = ofNode(facts, target['node'] === undefined ? undefined : String(target['node']))
    const [total] = findLines(own, /^SwapTotal:\s+(\d+) kB/)
    const table = own.find((source) => source.lines.some(({ text }) => SWAPS_HEADER.test(text)))
    const rows = table ? findLines([table], /^(\/\S+)\s+(partition|file)\s+(\d+)\s+\d+\s+-?\d+/) : []
    if (!total && !table) return unseen('Neither /proc/meminfo nor /proc/swaps is here.')
    const evidence = [...(total ? [total.cite] : []), ...rows.map(({ cite }) => cite)]
    if (table && rows.length === 0) evidence.push(table.lines.find(({ text }) => SWAPS_HEADER.test(text))!)
    const kib = total ? Number(total.match[1]) : rows.reduce((sum, { match }) => sum + Number(match[3]), 0)
    const wanted = Number(target['atLeastMiB'] ?? 0) * 1024
    if (kib === 0) return { done: false, because: 'The host has no swap.', evidence }
    const volume = rows.find(({ match }) => match[1]!.startsWith('/dev/zd'))
    if (volume) return { done: false, because: `Swap lies on a ZFS volume (${volume.match[1]}), which can hang under pressure.`, evidence }
    const size = `${(kib / 1024 / 1024).toFixed(1)} GiB`
    return {
      done: kib >= wanted,
      because: kib >= wanted ? `The host has ${size} of swap.` : `The host has only ${size} of swap.`,
      evidence,
    }
  },
})
