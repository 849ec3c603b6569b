import { expect, test } from 'vitest'
import { createGrowingTable } from './growing-table.ts'

test('rows keep their numbers while the table grows', () => {
  const table = createGrowingTable()
  for (let n = 0; n < 5000; n++) table.add(n * 2 ** 33, n * 3, n, n & 255)
  expect(table.rows).toBe(5000)
  for (const row of [0, 1023, 1024, 4999])
    expect([table.offset(row), table.firstEntry(row), table.uses(row), table.tag(row)]).toEqual([row * 2 ** 33, row * 3, row, row & 255])
})
