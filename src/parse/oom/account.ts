import type { OomReport } from './report.ts'
import { isVmm } from './report.ts'

export interface AccountRow {
  readonly name: string
  readonly kind: 'guest' | 'process' | 'cache' | 'slab' | 'tables' | 'hugepages' | 'free' | 'unaccounted' | 'reserved'
  readonly kib: number
  readonly pid?: number
  readonly readFrom: string
}

const PAGE_KIB = 4

/**
 * Where all of the machine's memory was when the kernel ran out of it, from one report. Only disjoint figures are added;
 * `mapped`, `shmem`, dirty pages and the swap cache are parts of others. What is left over is what no counter names: the
 * ZFS ARC, driver buffers, vmalloc. Null when the report is cut before the figures.
 */
export function accountMemory(report: OomReport): { totalKiB: number; rows: AccountRow[] } | null {
  const { pages, tasks } = report
  const ram = pages['ram']
  if (ram === undefined || pages['active_anon'] === undefined || tasks.length === 0) return null
  const get = (...names: string[]) => names.reduce((sum, name) => sum + (pages[name] ?? 0), 0) * PAGE_KIB
  const anon = get('active_anon', 'inactive_anon', 'isolated_anon')
  const guests = tasks.filter((task) => isVmm(task.name)).toSorted((a, b) => b.rssPages - a.rssPages || a.pid - b.pid)
  const guestKiB = guests.reduce((sum, task) => sum + task.rssPages * PAGE_KIB, 0)
  const named = [
    row(
      'Page cache, locked pages',
      'cache',
      get('active_file', 'inactive_file', 'isolated_file', 'unevictable'),
      'active_file + inactive_file + unevictable',
    ),
    row('Slab', 'slab', get('slab_reclaimable', 'slab_unreclaimable', 'kernel_misc_reclaimable'), 'slab_reclaimable + slab_unreclaimable'),
    row(
      'Page tables, kernel stacks',
      'tables',
      get('pagetables', 'sec_pagetables') + (report.kernelStackKiB ?? 0),
      'pagetables + sec_pagetables + kernel_stack',
    ),
    row('Huge pages', 'hugepages', report.hugepagesKiB ?? 0, 'hugepages_total × size'),
    row('Free', 'free', get('free', 'free_pcp'), 'free + free_pcp'),
    row('Reserved by kernel and firmware', 'reserved', get('reserved'), 'pages reserved'),
  ]
  // Guests whose memory is shared (virtiofs, vhost-user) or locked stand partly in other figures, so this can be below zero.
  const others = Math.max(0, anon - guestKiB)
  const known = guestKiB + others + named.reduce((sum, r) => sum + r.kib, 0)
  const total = ram * PAGE_KIB
  return {
    totalKiB: total,
    rows: [
      ...guests.map((task) => ({
        ...row(`${task.name} ${task.pid}`, 'guest' as const, task.rssPages * PAGE_KIB, 'task table, rss'),
        pid: task.pid,
      })),
      row('Other processes', 'process', others, 'active_anon + inactive_anon − guests'),
      ...named,
      row('Unaccounted: ZFS ARC, drivers', 'unaccounted', Math.max(0, total - known), 'pages RAM − all of the above'),
    ].filter((one) => one.kib > 0),
  }
}

const row = (name: string, kind: AccountRow['kind'], amount: number, readFrom: string): AccountRow => ({
  name,
  kind,
  kib: amount,
  readFrom,
})
