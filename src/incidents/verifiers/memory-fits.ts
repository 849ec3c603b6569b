import { findLines, ofNode } from '../facts.ts'
import { guestSettings, memoryMiB } from '../guest-settings.ts'
import { defineVerifier, onItsNode, unseen } from './define.ts'

const gib = (mib: number) => `${(mib / 1024).toFixed(1)} GiB`

export const memoryFits = defineVerifier({
  id: 'memory-fits',
  title: 'Does the memory of all guests that run or start by themselves leave room for the host?',
  target: { 'node?': 'the node', 'leavePercent?': 'part of the memory to stay free; 2 GiB or a tenth unless given' },
  checks: [
    { addresses: 'memory.host-oom', text: /^Lower the memory of guests/ },
    { addresses: 'memory.host-oom', text: /^Add memory or move guests/ },
    { addresses: 'memory.balloon-starvation', text: /^Do not promise more memory/ },
  ],
  aim: (diagnosis, measure) => ({ ...onItsNode(diagnosis), ...(measure.includes('20 to 30 %') ? { leavePercent: 20 } : {}) }),
  look(facts, target) {
    const node = target['node'] === undefined ? undefined : String(target['node'])
    const [total] = findLines(ofNode(facts, node), /^MemTotal:\s+(\d+) kB/)
    if (!total) return unseen('The memory of the host is not here (/proc/meminfo).')
    const totalMiB = Number(total.match[1]) / 1024
    const settings = guestSettings(facts).filter(
      (one) => !one.pending && (node === undefined || one.node === undefined || one.node === node),
    )
    const guests = Map.groupBy(settings, ({ kind, id }) => `${kind}:${id}`)
    if (guests.size === 0) return unseen('No configuration of a guest is here.')
    // Where the states of guests are told at all, a guest without one does not run.
    const statesTold = settings.some(({ key }) => key === 'status')
    const cites = [total.cite]
    let sum = 0
    let counted = 0
    for (const [key, own] of guests) {
      const of = (name: string) => own.filter((one) => one.key === name)
      const off = statesTold && !of('status').some(({ value }) => value !== 'stopped')
      const starts = of('onboot').some(({ value }) => value === '1')
      if (of('template').some(({ value }) => value === '1')) continue
      if (off && !starts) continue
      const sizes = of('memory').map((one) => ({ one, mib: memoryMiB(one.value) }))
      const largest = sizes.toSorted((a, b) => Number(b.mib) - Number(a.mib))[0]
      // A container without the key has 512 MiB, as has a virtual machine.
      sum += largest?.mib ?? 512
      counted++
      if (largest) cites.push(largest.one.cite)
      if (largest?.mib === null) return unseen(`The memory of ${key} is not a number here.`, cites)
    }
    const reserve = target['leavePercent'] === undefined ? Math.max(2048, totalMiB / 10) : (totalMiB * Number(target['leavePercent'])) / 100
    const left = totalMiB - sum
    return {
      done: left >= reserve,
      because: `${counted} guests may use ${gib(sum)} of ${gib(totalMiB)}; ${left < 0 ? `${gib(-left)} too much` : `${gib(left)} are left`}, ${gib(reserve)} should be. The ZFS cache is not counted.`,
      evidence: cites,
    }
  },
})
