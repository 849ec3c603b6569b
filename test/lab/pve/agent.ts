import { existsSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'

export interface AgentAnswer {
  readonly exitcode: number
  readonly out: string
  readonly err: string
}

const LIMIT_MS = 30_000

/** Runs a program inside a VM, as its guest agent does; throws in the words of qemu-server when no agent is there. */
export function agentCall(id: number, argv: readonly string[], stdin = ''): Promise<AgentAnswer> {
  const path = `/var/lib/lab/inside/${id}`
  if (!existsSync(path)) return Promise.reject(new Error('QEMU guest agent is not running'))
  return new Promise((resolve, reject) => {
    const socket = connect('/run/lab/power/agent')
    const timer = setTimeout(() => socket.destroy(new Error(`VM ${id} qga command 'guest-exec' failed - got timeout`)), LIMIT_MS)
    let text = ''
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
    socket.on('error', reject)
    socket.on('close', () => {
      clearTimeout(timer)
      const answer = JSON.parse(text || '{"gone":true}') as AgentAnswer & { gone?: boolean }
      if (answer.gone) reject(new Error('QEMU guest agent is not running'))
      else resolve(answer)
    })
    socket.write(`${JSON.stringify({ name: readFileSync(path, 'utf8').trim(), argv, stdin })}\n`)
  })
}

/** The agent's read-only commands, answered by asking the guest itself. */
export async function agentQuery(command: string, run: (argv: readonly string[]) => Promise<AgentAnswer>): Promise<unknown> {
  const out = async (...argv: string[]) => (await run(argv)).out
  switch (command) {
    case 'ping':
      await out('true')
      return {}
    case 'get-time':
      return Number((await out('date', '+%s%N')).trim())
    case 'get-host-name':
      return { 'host-name': (await out('hostname')).trim() }
    case 'get-osinfo': {
      const [release = '', kernel = ''] = (await out('sh', '-c', 'cat /etc/os-release; echo ---; uname -r')).split('---\n')
      const field = (name: string) => new RegExp(`^${name}="?([^"\n]*)`, 'm').exec(release)?.[1] ?? ''
      return {
        id: field('ID'),
        name: field('NAME'),
        'pretty-name': field('PRETTY_NAME'),
        version: field('VERSION'),
        'version-id': field('VERSION_ID'),
        'kernel-release': kernel.trim(),
        machine: 'x86_64',
      }
    }
    case 'get-timezone':
      return { zone: (await out('date', '+%Z')).trim(), offset: 0 }
    case 'get-users':
      return []
    case 'fsfreeze-status':
      return 'thawed'
    case 'get-fsinfo':
      return [{ name: 'overlay', mountpoint: '/', type: 'overlay', disk: [] }]
    case 'network-get-interfaces': {
      const links = JSON.parse(await out('ip', '-j', 'addr')) as {
        ifname: string
        address?: string
        addr_info: { family: string; local: string; prefixlen: number }[]
      }[]
      return links.map((link) => ({
        name: link.ifname,
        'hardware-address': link.address,
        'ip-addresses': link.addr_info.map((address) => ({
          'ip-address': address.local,
          'ip-address-type': address.family === 'inet' ? 'ipv4' : 'ipv6',
          prefix: address.prefixlen,
        })),
      }))
    }
    case 'info':
      return {
        version: '7.2.13',
        supported_commands: ['guest-ping', 'guest-exec', 'guest-exec-status', 'guest-file-read', 'guest-get-osinfo'].map((name) => ({
          name,
          enabled: true,
          'success-response': true,
        })),
      }
    default:
      throw new Error(`Agent error: Command ${command} has been disabled`)
  }
}
