import { findLines, ofNode } from '../facts.ts'
import { defineVerifier, onItsNode, unseen } from './define.ts'

/** A limit set by hand counts from a sixteenth to a half of the memory; the default of ZFS 2.3 is far above. */
const TOO_LARGE = 0.5

const gib = (bytes: number) => `${(bytes / 1024 ** 3).toFixed(1)} GiB`

/**
 * `zfs_arc_max` in force, and c_max of arcstats, which is what it comes to. `/etc/modprobe.d/zfs.conf` alone tells what will
 * be in force after the next boot.
 */
export const arcCapped = defineVerifier({
  id: 'arc-capped',
  title: 'Has the ZFS cache a limit?',
  target: { 'node?': 'the node', 'atMostMiB?': 'so much at most; half of the memory unless given' },
  checks: [{ addresses: 'condition.arc-unbounded', text: /^Limit the ZFS cache/ }],
  aim: onItsNode,
  look(facts, target) {
    const own = ofNode(facts, target['node'] === undefined ? undefined : String(target['node']))
    const [total] = findLines(own, /^MemTotal:\s+(\d+) kB/)
    const [largest] = findLines(own, /^c_max\s+4\s+(\d+)/)
    const [parameter] = [...findLines(own, /^zfs_arc_max (\d+)$/), ...findLines(own, /^(\d+)$/, /parameters\/zfs_arc_max/)]
    const [option] = findLines(own, /^\s*options\s+zfs\s(?:.*\s)?zfs_arc_max=(\d+)/)
    const limit =
      target['atMostMiB'] === undefined
        ? total
          ? Number(total.match[1]) * 1024 * TOO_LARGE
          : null
        : Number(target['atMostMiB']) * 1024 ** 2
    const evidence = [parameter, largest, option, total].flatMap((found) => (found ? [found.cite] : []))
    const inForce = largest ? Number(largest.match[1]) : parameter ? Number(parameter.match[1]) : null
    if (inForce === null) {
      if (!option) return unseen('No figure of the ZFS cache is here (arcstats, zfs_arc_max).')
      return unseen(`${gib(Number(option.match[1]))} is set for the next boot; whether it is in force now is not seen.`, evidence)
    }
    if (parameter?.match[1] === '0')
      return { done: false, because: `No limit is set${largest ? `; the cache may grow to ${gib(inForce)}` : ''}.`, evidence }
    if (limit === null) return unseen(`The cache may grow to ${gib(inForce)}; how much memory the host has is not seen.`, evidence)
    const after = option || !parameter ? '' : ' It is not seen in /etc/modprobe.d, so it may be gone after the next boot.'
    return {
      done: inForce <= limit,
      because: `The ZFS cache may grow to ${gib(inForce)}; the limit is ${gib(limit)}.${inForce <= limit ? after : ''}`,
      evidence,
    }
  },
})
