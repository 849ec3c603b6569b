import { expect, test } from 'vitest'
import { resultOf } from '../patient.fixture.ts'
import { crashCaptureCheck } from './crash-capture.ts'

test.each([
  ['/proc/sys/kernel/panic:10\n/sys/kernel/kexec_crash_loaded:1\n', 'ok'],
  ['/proc/sys/kernel/panic:10\n/sys/module/pstore/parameters/backend:efi_pstore\n', 'ok'],
  ['/proc/sys/kernel/panic:0\n/sys/kernel/kexec_crash_loaded:1\n', 'warning'],
  ['/proc/sys/kernel/panic:10\n/sys/kernel/kexec_crash_loaded:0\n/sys/module/pstore/parameters/backend:(null)\n', 'warning'],
  ['', 'unseen'],
])('%j', (text, result) => expect(resultOf(crashCaptureCheck, { 'readiness.txt': text })).toBe(result))
