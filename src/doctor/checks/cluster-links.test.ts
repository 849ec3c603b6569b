import { expect, test } from 'vitest'
import { resultOf } from '../patient.fixture.ts'
import { clusterLinksCheck } from './cluster-links.ts'

const answer = (links: number, nodes: number, flags = 'Quorate') =>
  `Local node ID 1, transport knet\n${Array.from({ length: links }, (_, n) => `LINK ID ${n} udp\n\taddr\t= 10.0.${n}.1\n`).join('')}Nodes:            ${nodes}\nExpected votes:   ${nodes}\nFlags:            ${flags}\n`
test.each([
  [answer(2, 3), 'ok'],
  [answer(1, 3), 'warning'],
  [answer(2, 2), 'warning'],
  [answer(2, 2, 'Quorate Qdevice'), 'ok'],
  ['no cluster: there is no /etc/pve/corosync.conf\n', null],
  ['', 'unseen'],
])('%j', (text, result) => expect(resultOf(clusterLinksCheck, { 'cluster.txt': text })).toBe(result))
