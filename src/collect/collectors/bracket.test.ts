import { expect, test } from 'vitest'
import { bracket } from './bracket.ts'
import { NOW, plan } from './plan.fixture.ts'

test('the whole window, by index only', () => {
  const [step] = bracket.steps(plan())
  expect(step!.with).toEqual({ since: String(NOW / 1000 - 4 * 3600), until: String(NOW / 1000) })
  expect(step!.holds).toBe('selection')
})
