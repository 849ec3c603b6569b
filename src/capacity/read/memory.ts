import { type NodeFacts, nodeOf, type Reading, type Source } from '../facts.ts'

const MEMINFO: Readonly<Record<string, 'memTotal' | 'memAvailable' | 'memFree' | 'swapTotal' | 'swapFree'>> = {
  MemTotal: 'memTotal',
  MemAvailable: 'memAvailable',
  MemFree: 'memFree',
  SwapTotal: 'swapTotal',
  SwapFree: 'swapFree',
}
const UNIT: Readonly<Record<string, number>> = { Gi: 1 << 20, G: 1 << 20, Mi: 1024, M: 1024, Ki: 1, K: 1, B: 1 / 1024 }

/** /proc/meminfo, `free`, /proc/swaps, and the modules that the firmware lists (`dmidecode -t 17`). */
export function readMemory(reading: Reading, line: string, source: Source): boolean {
  const node = nodeOf(reading.facts, reading.node)
  const info = /^(\w+):\s+(\d+) kB\s*$/.exec(line)
  if (info) {
    const field = MEMINFO[info[1]!]
    const kib = Number(info[2])
    if (field) node[field] ??= { kib, source }
    if (field === 'memAvailable') addSample(reading, node, kib, source)
    if (info[1] === 'Hugetlb') node.hugepages ??= { kib, source }
    return true
  }
  const huge = /^HugePages_Total:\s+(\d+)\s*$/.exec(line)
  if (huge) return true
  const free = /^(Mem|Swap):\s+([\d.]+)(Gi|G|Mi|M|Ki|K|B)?\s/.exec(line)
  if (free) {
    const value = Number(free[2])
    // Without a unit `free` prints KiB, with -m MiB: a whole host has more than a GiB, so small numbers are MiB.
    const kib = free[3] !== undefined ? value * (UNIT[free[3]] ?? 1) : value < 1 << 20 ? value * 1024 : value
    node[free[1] === 'Mem' ? 'memTotal' : 'swapTotal'] ??= { kib: Math.round(kib), source }
    return true
  }
  // `Filename Type Size Used Priority`: no row below the head means no swap, which meminfo says too.
  const swap = /^(\/\S+)\s+(?:partition|file)\s+(\d+)\s+(\d+)\s+-?\d+\s*$/.exec(line)
  if (swap) {
    if (node.swapTotal && !/\bpartition\b|\bfile\b/.test(node.swapTotal.source.text)) return true
    node.swapTotal = { kib: (node.swapTotal?.kib ?? 0) + Number(swap[2]), source }
    node.swapFree = { kib: (node.swapFree?.kib ?? 0) + Number(swap[2]) - Number(swap[3]), source }
    return true
  }
  const module = /^\s+Size: (\d+) (GB|MB|GiB|MiB)\s*$/.exec(line)
  if (module) {
    const kib = Number(module[1]) * (module[2]!.startsWith('G') ? 1 << 20 : 1024)
    node.modules = { kib: (node.modules?.kib ?? 0) + kib, source: node.modules?.source ?? source }
    return true
  }
  return false
}

/** What is in use then; two of them are a trend. */
function addSample({ file }: Reading, node: NodeFacts, availableKiB: number, source: Source): void {
  const at = Date.parse(file.collectedAt ?? '')
  if (Number.isNaN(at) || !node.memTotal) return
  node.samples.push({ at, usedKiB: node.memTotal.kib - availableKiB, source })
}
