import { expect, test } from 'vitest'
import { accountMemory } from './account.ts'
import { emptyReport, type OomReport } from './report.ts'

const task = { uid: 0, pgtablesBytes: 0, swapPages: 0, adj: 0 }
const report: OomReport = {
  ...emptyReport(),
  tasks: [
    { ...task, pid: 10, name: 'kvm', rssPages: 3000 },
    { ...task, pid: 11, name: 'pmxcfs', rssPages: 100 },
  ],
  pages: { ram: 10_000, reserved: 500, active_anon: 3000, inactive_anon: 500, active_file: 200, slab_unreclaimable: 300, free: 1000 },
}

test('only disjoint figures are added, so the rows sum to what is installed', () => {
  const account = accountMemory(report)!
  expect(account.rows.reduce((sum, row) => sum + row.kib, 0)).toBe(account.totalKiB)
  expect(account.rows.find((row) => row.kind === 'guest')).toMatchObject({ kib: 12_000, pid: 10 })
  expect(account.rows.find((row) => row.kind === 'process')!.kib).toBe(2000)
})
test('a report without its figures gives none', () => expect(accountMemory({ ...report, pages: {} })).toBeNull())
test('a report without its tasks gives none', () => expect(accountMemory({ ...report, tasks: [] })).toBeNull())
