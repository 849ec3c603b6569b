import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'whydown-collect-cli-'))
const config = join(folder, 'whydown.yaml')
writeFileSync(
  config,
  `hosts:\n  - { name: pve1, ssh: no-such-host.invalid }\nguests:\n  - { id: 102, name: maas, ssh: no-such-guest.invalid }\n`,
)
const run = (...words: string[]) =>
  spawnSync(process.execPath, [join(import.meta.dirname, '../src/cli/main.ts'), ...words], {
    encoding: 'utf8',
    cwd: folder,
    env: { ...process.env, XDG_STATE_HOME: folder, HOME: folder, NO_COLOR: '1' },
  })

test('a dry run prints every command, and sends nothing', () => {
  const { stdout, status } = run('collect', '102', '--dry-run')
  expect(status).toBe(0)
  expect(stdout).toMatch(/^Nothing was sent\./)
  expect(stdout).toContain('pve1 (ssh no-such-host.invalid)')
  expect(stdout).toMatch(/\$S qm status \{guest\} --verbose/)
})
test('nobody answers: 4, with the reason for each and what to do', () => {
  const { stderr, stdout, status } = run('why', '102')
  expect([status, stdout]).toEqual([4, ''])
  expect(stderr).toContain('No machine answered: the name no-such-host.invalid cannot be resolved')
})
test('wrong usage: 2', () => {
  expect([run('why').status, run('why', '102', '--budget', 'soon').status, run('why', '102', '--since', 'never').status]).toEqual([2, 2, 2])
})
test('the offline script needs no host', () => {
  const { stdout, status } = run('why', '102', '--offline-script')
  expect([status, stdout.startsWith('#!/bin/sh\n')]).toEqual([0, true])
})
test('what is no bundle cannot be inspected', () => expect(run('bundle', 'inspect', config).status).toBe(2))
