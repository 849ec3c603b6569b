import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { Lab } from './lab.ts'
import { ended } from './scenarios/scenario.ts'
import { threeNodes } from './standard.ts'
import { notSeen, whydown, why } from './why.ts'
import { describeLab } from './with-lab.ts'

const SLOW = 90_000
const SERVER = '10.77.1.11:8006'
const ROLE_OF_THE_GUIDE = [
  'pveum role add WhyDown --privs "VM.Audit Sys.Audit Sys.Syslog Datastore.Audit Pool.Audit VM.GuestAgent.Audit VM.GuestAgent.FileRead"',
  'pveum user add whydown@pve',
  'pveum user token add whydown@pve read --privsep 1',
  "pveum acl modify / --users whydown@pve --tokens 'whydown@pve!read' --roles WhyDown",
].join('\n')

describeLab('through the API, without SSH to any host', threeNodes({ roundTripMs: 20 }), (lab) => {
  let fingerprint = ''
  const secrets = new Map<string, string>()
  beforeAll(async () => {
    fingerprint = (await lab().peek('pve1', 'openssl x509 -in /etc/pve/local/pve-ssl.pem -noout -fingerprint -sha256'))
      .trim()
      .split('=')[1]!
    // Exactly what the program tells people to do, once it does.
    const told = await whydown(lab(), ['doctor', '--pve-role'])
    const role =
      told.status === 0
        ? told.stdout
            .split('\n')
            .filter((line) => line.startsWith('pveum '))
            .join('\n')
        : ROLE_OF_THE_GUIDE
    await lab().peek('pve1', role)
    await lab().peek(
      'pve1',
      'pveum user add poor@pve; pveum user token add poor@pve read --privsep 1; pveum acl modify / --users poor@pve --roles PVEAuditor',
    )
    await lab().peek(
      'pve1',
      'pveum user add half@pve; pveum user token add half@pve read --privsep 0; pveum acl modify / --users half@pve --roles PVEAuditor',
    )
    for (const line of (await lab().peek('pve1', 'cat /etc/pve/priv/token.cfg')).trim().split('\n')) {
      const [who = '', secret = ''] = line.split(' ')
      secrets.set(who, secret)
    }
    await lab().ssh('pve1', 'qm stop 103')
    await ended(lab(), '103')
  }, SLOW)

  const config = (pin = fingerprint): string => {
    const path = join(lab().folder, 'api.yaml')
    writeFileSync(path, `api:\n  - { url: 'https://${SERVER}', token: { env: LAB_TOKEN }, fingerprint: '${pin}' }\n`)
    return path
  }
  const ask = (who: string, { secret = secrets.get(who), pin = fingerprint } = {}) =>
    why(lab(), '103', { args: ['--config', config(pin)], env: { LAB_TOKEN: `${who}=${secret}` } })
  const asked = async () => (await lab().peek('pve1', 'cat /var/log/pveproxy/access.log 2>/dev/null || :')).split('\n').length

  test('a token with exactly our role: the cause, and nothing denied', { timeout: SLOW }, async () => {
    const answer = await ask([...secrets.keys()].find((who) => /^whydown@/i.test(who))!)
    expect([answer.document?.diagnoses[0]?.cause?.id, answer.status], answer.stderr).toEqual(['operator.stop', 0])
    expect(notSeen(answer, 'pve1').filter((row) => row.includes('denied'))).toEqual([])
  })

  test('the watch: two calls tell of the whole cluster, and a poor token is a failed look', { timeout: SLOW }, async () => {
    const look = (who: string) =>
      whydown(lab(), ['watch', '--once', '--json', '--config', config(), '--store', join(lab().folder, 'watched')], {
        env: { LAB_TOKEN: `${who}=${secrets.get(who)}` },
      })
    const seen = await look([...secrets.keys()].find((who) => /^whydown@/i.test(who))!)
    const state = JSON.parse(seen.stdout) as { nodes: { name: string; status: string }[]; guests: { id: string; status: string }[] }
    expect(state.nodes.map(({ name, status }) => `${name} ${status}`)).toEqual(['pve1 online', 'pve2 online', 'pve3 online'])
    expect(state.guests.filter(({ id }) => id === '102' || id === '103').map(({ id, status }) => `${id} ${status}`)).toEqual([
      '102 running',
      '103 stopped',
    ])
    const poor = await look('poor@pve!read')
    expect([poor.status, poor.stdout]).toEqual([4, 'null\n'])
    expect(poor.stderr).toContain('lacks VM.Audit or Sys.Audit')
  })

  test('a separated token without rights gets 200 and an empty list, and that is not taken for silence', { timeout: SLOW }, async () => {
    const answer = await ask('poor@pve!read')
    expect(answer.status, answer.stderr).not.toBe(0)
    expect(answer.document?.diagnoses[0]?.cause ?? null).toBeNull()
    expect(`${answer.stderr}${answer.stdout}`).toContain('the token poor@pve!read has no rights at all')
    expect(`${answer.stderr}${answer.stdout}`).toContain("pveum acl modify / --tokens 'poor@pve!read'")
  })

  test('a token that may not read logs says which grant is missing, and gives no all-clear', { timeout: SLOW }, async () => {
    const answer = await ask('half@pve!read')
    expect(notSeen(answer, 'pve1').join('\n'), answer.stderr).toMatch(/journal\S* denied: .*Sys\.Syslog/)
    expect(['operator.stop', undefined]).toContain(answer.document?.diagnoses[0]?.cause?.id)
  })

  test('another certificate than the pinned one: the token is not shown to it', { timeout: SLOW }, async () => {
    const before = await asked()
    const answer = await ask('whydown@pve!read', { pin: `${'AB:'.repeat(31)}AB`, secret: 'a'.repeat(8) })
    expect(answer.status).toBe(4)
    expect(answer.stderr).toMatch(/certificate/)
    expect(await asked()).toBe(before)
  })

  test('a wrong secret', { timeout: SLOW }, async () => {
    const answer = await ask('half@pve!read', { secret: '00000000-0000-4000-8000-000000000000' })
    expect(answer.status).toBe(4)
    expect(answer.stderr).toMatch(/token/)
    expect(answer.stderr).not.toContain('00000000-0000')
  })

  test('the inside of a guest, through its agent', { timeout: SLOW }, async () => {
    await agentRights(lab())
    const answer = await why(lab(), '102', {
      args: ['--config', config()],
      env: { LAB_TOKEN: `agent@pve!read=${await secretOf(lab(), 'agent@pve!read')}` },
    })
    expect([0, 3], answer.stderr).toContain(answer.status)
    expect(
      answer.document!.coverage.some(({ source, side }) => side === 'guest' && source.includes('maas')),
      answer.stderr,
    ).toBe(true)
  })
})

const agentRights = (lab: Lab): Promise<string> =>
  lab.peek(
    'pve1',
    'pveum role add WithAgent --privs "VM.Audit Sys.Audit Sys.Syslog VM.GuestAgent.Unrestricted"; pveum user add agent@pve; pveum user token add agent@pve read --privsep 0; pveum acl modify / --users agent@pve --roles WithAgent',
  )
const secretOf = async (lab: Lab, who: string): Promise<string> =>
  (await lab.peek('pve1', `grep '^${who} ' /etc/pve/priv/token.cfg`)).trim().split(' ')[1]!
