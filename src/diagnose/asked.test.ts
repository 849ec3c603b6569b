import { expect, test } from 'vitest'
import { causes, findCause } from '../causes/index.ts'
import type { Entities } from '../model/index.ts'
import { mayConcern } from './asked.ts'
import type { SubjectQuestion } from './case.ts'
import { evidenceOf } from './diagnose.fixture.ts'

/** The causes that some decisive line speaks for and that may concern the one asked about. Container 102 and panics are on zinc. */
const concerned = (subject: SubjectQuestion, ...host: string[]) => {
  const told = evidenceOf({ host, subject })
  const onZinc = ({ guestKind }: Entities, kind: string) => guestKind === 'ct' || kind === 'kernel.panic'
  const observations = told.observations.map((o) => ({
    ...o,
    about: { ...o.about, node: onZinc(o.about, o.kind) ? 'zinc' : 'larch.example' },
  }))
  const findings = causes.flatMap((cause) => findCause(cause, observations)).filter(({ decisive }) => decisive.length > 0)
  return findings.filter(mayConcern({ ...told, observations })).map(({ cause }) => cause.id)
}
const CRASH =
  '10:00:00 kernel: kvm[1706]: segfault at 10 ip 000055d2c53a3b1a sp 00007ffd2e2d5a30 error 4 in qemu-system-x86_64[55d2c4f00000+6a0000]'
const VM = { kind: 'vm', id: '102' } as const

test('a crash whose guest nothing tells may be that of the guest', () => expect(concerned(VM, CRASH)).toContain('qemu.crash'))
test('a crash six minutes before its scope ended is not', () =>
  expect(concerned(VM, CRASH, '10:06:00 systemd[1]: 102.scope: Deactivated successfully.')).toEqual([]))
test('nor one at which another guest ended, too', () =>
  expect(
    concerned(
      VM,
      CRASH,
      '10:00:01 systemd[1]: 103.scope: Deactivated successfully.',
      '10:00:02 systemd[1]: 102.scope: Deactivated successfully.',
    ),
  ).toEqual([]))
const VZSTOP = '10:00:00 pvedaemon[12]: <root@pam> end task UPID:zinc:0000D431:0012F0AA:688956FC:vzstop:102:root@pam: OK'
test('container 102 where there is no VM of that number: a slip of the pen', () => expect(concerned(VM, VZSTOP)).toContain('operator.stop'))
test('container 102 beside VM 102 is somebody else', () =>
  expect(concerned(VM, VZSTOP, '10:00:02 systemd[1]: 102.scope: Deactivated successfully.')).toEqual([]))
const PANIC = '10:00:00 kernel: Kernel panic - not syncing: Fatal exception'
const SLOW = '10:00:00 pvestatd[1100]: status update time (5.120 seconds)'
test('another node panicked', () => expect(concerned({ kind: 'node', id: 'larch' }, SLOW, PANIC)).toEqual([]))
test('the node itself panicked', () => expect(concerned({ kind: 'node', id: 'ZINC.lan' }, SLOW, PANIC)).toContain('host.kernel-panic'))
test('a node asked for by its address', () => expect(concerned({ kind: 'node', id: '10.0.0.5' }, PANIC)).toContain('host.kernel-panic'))
