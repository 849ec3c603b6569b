import { expect, test } from 'vitest'
import { explainSsh, openssh } from './openssh.ts'

test('the configuration of the user decides whom to trust', async () => {
  const { args } = await openssh('pve1', { sudo: false, runtime: '/run/user/1000', sshArgs: ['-F', '/dev/null'] })
  expect(args.join(' ')).not.toMatch(/StrictHostKeyChecking|UserKnownHostsFile|IdentityFile/)
  expect(args.slice(-4)).toEqual(['--', 'pve1', '/bin/sh', '-s'])
  expect(args).toContain('BatchMode=yes')
})
test('a socket path that would be too long is not used', async () =>
  expect(
    (await openssh('pve1', { sudo: false, runtime: `/run/${'x'.repeat(80)}`, sshArgs: ['-F', '/dev/null'] })).args.join(' '),
  ).not.toContain('ControlPath'))

test.each([
  [
    'No ED25519 host key is known for pve1 and you have requested strict checking.\nHost key verification failed.',
    'the host key of pve1 is not known here',
  ],
  [
    '@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\nSHA256:abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG.\nHost key verification failed.',
    'another one than before (SHA256:abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG)',
  ],
  ['root@pve1: Permission denied (publickey,password).', 'pve1 accepts none of your keys'],
  ['ssh: Could not resolve hostname pve1: Name or service not known', 'the name pve1 cannot be resolved'],
  ['ssh: connect to host pve1 port 22: Connection refused', 'pve1 refuses connections'],
  ['ssh: connect to host pve1 port 22: Connection timed out', 'pve1 does not answer'],
  ['no answer within 12 s', 'pve1 does not answer'],
  ['kex_exchange_identification: read: Connection reset by peer', 'pve1: kex_exchange_identification'],
])('%s', (said, because) => {
  const told = explainSsh('pve1', said)
  expect(told.because).toContain(because)
  expect(told.next).not.toBe('')
})
