import { expect, test } from 'vitest'
import { grantOf, may, readRights } from './rights.ts'

const rights = (data: object) => readRights(data)

test('a right above holds below', () => expect(may(rights({ '/': { 'VM.Audit': 1 } }), '/vms/102', ['VM.Audit'])).toBe(true))
test('unless it was given for that path only', () =>
  expect(may(rights({ '/vms': { 'VM.Audit': 0 } }), '/vms/102', ['VM.Audit'])).toBe(false))
test('a nearer path decides', () =>
  expect(may(rights({ '/': { 'VM.Audit': 1 }, '/vms/102': { 'Pool.Audit': 1 } }), '/vms/102', ['VM.Audit'])).toBe(false))
test('one of several is enough', () =>
  expect(may(rights({ '/vms/102': { 'VM.Monitor': 1 } }), '/vms/102', ['VM.GuestAgent.Unrestricted', 'VM.Monitor'])).toBe(true))
test('no right anywhere', () => expect(may(rights({}), '/nodes/pve1', ['Sys.Audit'])).toBe(false))
test('what is no list of rights is none', () => expect([readRights(null).size, readRights([]).size]).toEqual([0, 0]))
test('the grant names the token and its user: both need it', () =>
  expect(grantOf('w@pve!read', 'Sys.Syslog')).toMatch(/Sys\.Syslog.*--tokens 'w@pve!read'.*--users 'w@pve'/))
