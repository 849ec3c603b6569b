import { expect, test } from 'vitest'
import { recordOf, runParser } from '../verify.ts'
import { pveMembersParser } from './pve-members.ts'

const VMLIST = '{\n"version": 3,\n"ids": {\n"102": { "node": "pve1", "type": "qemu", "version": 2 }}\n}\n'
const members = (online: number, quorate: number) =>
  `{\n"nodename": "pve1",\n"version": 5,\n"cluster": { "name": "lab", "version": 3, "nodes": 2, "quorate": ${quorate} },\n"nodelist": {\n  "pve1": { "id": 1, "online": 1, "ip": "10.0.0.1"},\n  "pve2": { "id": 2, "online": ${online}, "ip": "10.0.0.2"}\n  }\n}\n`
const look = (text: string) => runParser(pveMembersParser, [recordOf(text)]).map(({ kind, about }) => `${kind} ${about.node ?? ''}`)

test('a node that is not heard of', () => expect(look(VMLIST + members(0, 1))).toEqual(['node.offline pve2']))
test('no quorum', () => expect(look(members(0, 0))).toEqual(['node.offline pve2', 'quorum.missing-now ']))
test('all is well', () => expect(look(VMLIST + members(1, 1))).toEqual([]))
test('an answer that was cut', () => expect(look(members(0, 0).slice(0, 120))).toEqual([]))
