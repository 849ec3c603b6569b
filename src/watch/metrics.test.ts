import { expect, test } from 'vitest'
import { openMetrics } from './metrics.ts'

test('labels are escaped, counters end in _total, the text ends with its mark', () => {
  const text = openMetrics(null, {
    looks: 3,
    failedLooks: 1,
    lookSeconds: 0.1,
    diagnoses: 0,
    diagnosisSeconds: 0,
    incidents: [{ cause: 'a"b\\c\nd', planned: false, count: 2 }],
    openActions: 0,
    waitingDeliveries: 0,
    coverage: null,
  })
  expect(text).toContain('whydown_incidents_total{cause="a\\"b\\\\c\\nd",planned="false"} 2')
  expect(text).toContain('whydown_looks_total{result="failed"} 1')
  expect(text).not.toContain('coverage')
  expect(text.endsWith('# EOF\n')).toBe(true)
})
