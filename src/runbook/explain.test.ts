import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { explainOutput } from './explain.ts'
import { PHASES } from './phases.ts'

const step = (id: string) => PHASES.flatMap(({ steps }) => steps).find((one) => one.id === id)!
const explain = (id: string, output: string) => explainOutput(step(id), output, 'UTC')
const incident = join(import.meta.dirname, '../../fixtures/incidents/maas-2025-07-29/nodes/pve')

describe('what the output of a step shows', () => {
  test('a kill by the kernel of the host', async () =>
    expect(await explain('memory', readFileSync(join(incident, 'journal.log'), 'utf8'))).toContain(
      '2025-07-29T23:19:27Z  the host ran out of memory and killed kvm (pid 1705)',
    ))
  test('guests that run, and none that is stopped', async () =>
    expect(await explain('guests', readFileSync(join(incident, 'qm-list.txt'), 'utf8'))).toContain('3 guests run, none is stopped.'))
  test('memory now', async () =>
    expect(await explain('memory-now', readFileSync(join(incident, 'meminfo.txt'), 'utf8'))).toEqual([
      '0.5 GiB of 15.5 GiB are available.',
      'There is no swap.',
    ]))
  test('how old a process and a guest are', async () => {
    expect(await explain('process', '  47121 Tue Jul 29 17:00:18 2025    01:12:07')).toEqual([
      'Process 47121 began Tue Jul 29 17:00:18 2025 and is 01:12:07 old, by the clock of the host.',
    ])
    expect(await explain('uptime', '2025-07-29 17:00:19\n 18:12:00 up 1:12,  1 user,  load average: 0.10, 0.20, 0.30')).toEqual([
      'Up since 2025-07-29 17:00:19 by its own clock.',
    ])
  })
  test('a scope that failed', async () =>
    expect(
      (await explain('scope', "2025-07-29T16:19:28.031450-0700 pve systemd[1]: 102.scope: Failed with result 'oom-kill'."))[0],
    ).toContain('102.scope'))
})

describe('no more than there is', () => {
  test('silence of a journal counts only where it goes back so far', async () =>
    expect(await explain('scope', '')).toEqual(['Nothing: no such line in that time. It counts only where the journal goes back so far.']))
  test('an ordinary line is no finding', async () =>
    expect(await explain('memory', '2025-07-29T16:19:28+0000 pve kernel: eth0: link becomes ready')).toEqual([
      'Nothing in it is a line that whydown knows to matter here.',
    ]))
  test('a guest that quotes the kernel of its host proves nothing', async () =>
    expect(await explain('memory', 'Jul 29 16:19:27 pve app[99]: Out of memory: Killed process 1705 (kvm) total-vm:1kB')).toEqual([
      'Nothing in it is a line that whydown knows to matter here.',
    ]))
})
