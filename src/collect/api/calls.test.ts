import { expect, test } from 'vitest'
import { API_CALLS, renderCall } from './calls.ts'

test('values are checked and encoded', () => {
  expect(renderCall('task-log', { node: 'pve1', upid: 'UPID:pve1:0000D431:0012F0AA:688956FC:qmstop:102:root@pam!x:' }).path).toContain(
    'root%40pam!x',
  )
  for (const node of ['../access', 'a/b', '', 'x y']) expect(() => renderCall('status', { node })).toThrow('may not be asked')
  expect(renderCall('config', { node: 'pve1', api: 'qemu', guest: '102' }).on).toBe('/vms/102')
})
test('what activates storages or scans whole journals is never asked', () =>
  expect(Object.values(API_CALLS).filter(({ path }) => /\/storage|\/syslog|\/zfs|\/lvm|content/.test(path))).toEqual([]))
