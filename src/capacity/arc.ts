import type { NodeFacts, Source } from './facts.ts'

export interface ArcLimit {
  readonly kib: number
  readonly sources: readonly Source[]
  /** How it was worked out where no file says it; undefined when it was read. */
  readonly derived?: string
}

/**
 * The most that the ZFS cache may take: as the running module says (`c_max`), else as set, else the default of the version.
 * Null where nothing says that ZFS is there; the reason when it is there and its limit is not known.
 */
export function arcLimit(node: NodeFacts, memoryKiB: number): ArcLimit | null | { readonly unknown: string } {
  if (node.arcMax) return { kib: node.arcMax.kib, sources: [node.arcMax.source] }
  if (node.arcSetting && node.arcSetting.kib > 0) return { kib: node.arcSetting.kib, sources: [node.arcSetting.source] }
  const zfs = node.arcSize ?? node.arcSetting
  if (!zfs) return null
  const version = /^(\d+)\.(\d+)/.exec(node.zfsVersion?.value ?? '')
  if (!version || !node.zfsVersion)
    return { unknown: 'ZFS is there, its largest cache is not known: read c_max in /proc/spl/kstat/zfs/arcstats.' }
  const sources = [zfs.source, node.zfsVersion.source]
  const later = Number(version[1]) > 2 || (Number(version[1]) === 2 && Number(version[2]) >= 3)
  return later
    ? {
        kib: Math.round(Math.max((memoryKiB * 5) / 8, memoryKiB - 1024 * 1024)),
        sources,
        derived: `default of ZFS ${node.zfsVersion.value}: five eighths of memory, or all but 1 GiB, whichever is more`,
      }
    : { kib: Math.round(memoryKiB / 2), sources, derived: `default of ZFS ${node.zfsVersion.value}: half of memory` }
}
