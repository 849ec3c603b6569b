import { expect, test } from 'vitest'
import { HOUR, NOW, plan } from './plan.fixture.ts'
import { rrd } from './rrd.ts'

const asked = (change: Parameters<typeof plan>[0]) => rrd.steps(plan(change)).map(({ artifact }) => artifact)

test('an outage of this hour needs the hour only', () =>
  expect(asked({ window: { from: NOW - HOUR / 2, to: NOW } })).toEqual(['rrd/node-hour.json', 'rrd/vm-102-hour.json']))
test('so does one of this hour in a longer window', () =>
  expect(asked({ focus: [{ from: NOW - HOUR / 2, to: NOW - HOUR / 3 }] })).toEqual(['rrd/node-hour.json', 'rrd/vm-102-hour.json']))
test('an older one needs the day as well', () => expect(asked({})).toHaveLength(4))
test('a guest that is elsewhere now is not asked for here', () =>
  expect(asked({ guest: { id: '102', kind: 'vm', node: 'pve2', agent: false } })).toEqual(['rrd/node-hour.json', 'rrd/node-day.json']))
test('a container has its own path', () =>
  expect(rrd.steps(plan({ guest: { id: '200', kind: 'ct', node: 'pve1', agent: false } }))[1]!.with).toMatchObject({
    api: 'lxc',
    guest: '200',
  }))
