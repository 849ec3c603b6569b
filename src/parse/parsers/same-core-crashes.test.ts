import { expect, test } from 'vitest'
import { recordOf, runParser } from '../verify.ts'
import { sameCoreCrashesParser } from './same-core-crashes.ts'

const crash = (program: string, core: number) =>
  recordOf(
    `${program}[811]: segfault at 0 ip 0000560 sp 00007ffd error 4 in libc.so.6[7f0+1b] likely on CPU ${core * 2} (core ${core}, socket 0)`,
    { ident: 'kernel', transport: 'kernel' },
  )
const seen = (...records: ReturnType<typeof crash>[]) => runParser(sameCoreCrashesParser, records).length

test('three programs on one core', () => expect(seen(crash('apt-get', 4), crash('perl', 4), crash('rrdcached', 4))).toBe(1))
test('one program with a bug, on one core', () => expect(seen(crash('app', 4), crash('app', 4), crash('app', 4))).toBe(0))
test('three programs on three cores', () => expect(seen(crash('apt-get', 1), crash('perl', 2), crash('rrdcached', 3))).toBe(0))
