import { expect, test } from 'vitest'
import { createRedactor, redactLines } from './redact.ts'

const line = (text: string) => createRedactor().line(text)

test.each([
  ['cipassword: $5$salt$hash', 'cipassword: [redacted:password]'],
  ['sshkeys: ssh-ed25519%20AAAAC3Nza', 'sshkeys: [redacted:password]'],
  ['Authorization: PVEAPIToken=root@pam!mon=8a1c0c5e-aaaa-bbbb', 'Authorization: PVEAPIToken=root@pam!mon=[redacted:token]'],
  ['Cookie: PVEAuthCookie=PVE:root@pam:68895::abc+/=', 'Cookie: PVEAuthCookie=[redacted:token]'],
  ['GET /api2/json/x?password=hunter2&a=1', 'GET /api2/json/x?password=[redacted:password]&a=1'],
  ['{"password":"hunter2","a":1}', '{"password":"[redacted:password]","a":1}'],
  [
    'CRON[1]: (root) CMD (curl -H "Authorization: Bearer abc.def" https://x)',
    'CRON[1]: (root) CMD (curl -H "Authorization: Bearer [redacted:token]" https://x)',
  ],
  ['mount -o username=a,password=b //nas', 'mount -o username=a,password=[redacted:password] //nas'],
  ['https://bob:s3cret@git.example/x', 'https://bob:[redacted:password]@git.example/x'],
  ['mail to alice.b@example.org failed', 'mail to [redacted:mail] failed'],
  ['token ghp_abcdefghijklmnopqrstuvwxyz0123', 'token [redacted:token]'],
])('%s', (before, after) => expect(line(before)).toBe(after))

test.each([
  'Accepted password for root from 10.0.0.5 port 50022 ssh2',
  'Failed password for invalid user admin from 10.0.0.5',
  '<root@pam> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmstop:102:root@pam!terraform:',
  'getty@tty1.service: Deactivated successfully.',
  'Jul 29 16:19:25 pve kernel: Out of memory: Killed process 1705 (kvm) total-vm:9727420kB',
  'pam_unix(sudo:session): session opened for user root(uid=0) by alice(uid=1000)',
])('nothing secret: %s', (text) => expect(line(text)).toBe(text))

test('a private key over several lines', () => {
  const redactor = createRedactor()
  const lines = ['a', '-----BEGIN OPENSSH PRIVATE KEY-----', 'b3BlbnNz', '-----END OPENSSH PRIVATE KEY-----', 'z'].map(redactor.line)
  expect(lines.join('\n')).not.toContain('b3BlbnNz')
  expect([lines[0], lines[4], redactor.kinds()]).toEqual(['a', 'z', ['key']])
})
test('redacting twice changes nothing more', () => {
  const once = line('cipassword: x PVEAuthCookie=PVE:a:b https://u:p@h/')
  expect(line(once)).toBe(once)
})
test('a secret across two chunks', async () => {
  async function* chunks() {
    yield Buffer.from('first\nPVEAuthCoo')
    yield Buffer.from('kie=PVE:x:y\nlast \xff')
  }
  const out: Buffer[] = []
  for await (const chunk of redactLines(chunks(), createRedactor().line)) out.push(chunk)
  expect(Buffer.concat(out).toString('utf8')).toBe('first\nPVEAuthCookie=[redacted:token]\nlast \xff')
})
