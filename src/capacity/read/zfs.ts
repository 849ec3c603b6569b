import { nodeOf, type Reading, type Source } from '../facts.ts'

/** arcstats (`c_max 4 8346857472`), `zfs_arc_max` as set, and the installed version of ZFS. */
export function readZfs(reading: Reading, line: string, source: Source, about: string): boolean {
  const node = nodeOf(reading.facts, reading.node)
  const row = /^(size|c_max|c_min)\s+4\s+(\d+)\s*$/.exec(line)
  if (row) {
    const figure = { kib: Math.round(Number(row[2]) / 1024), source }
    if (row[1] === 'size') node.arcSize ??= figure
    else if (row[1] === 'c_max') node.arcMax ??= figure
    else node.arcMin ??= figure
    return true
  }
  const option = /^\s*options\s+zfs\s+.*\bzfs_arc_max=(\d+)/.exec(line) ?? /zfs_arc_max[:=\s]+(\d+)\s*$/.exec(line)
  const bare = /zfs_arc_max/.test(about) ? /^(\d+)\s*$/.exec(line) : null
  const setting = option ?? bare
  if (setting) {
    node.arcSetting ??= { kib: Math.round(Number(setting[1]) / 1024), source }
    return true
  }
  const version = /^(?:zfsutils-linux|zfs-kmod|zfs)[\s:-]+v?(\d+\.\d+\.\d+)/.exec(line)
  if (version) {
    node.zfsVersion ??= { value: version[1]!, source }
    return true
  }
  return false
}
