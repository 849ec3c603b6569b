import { execFile } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { ShellProgram } from '../session/session.ts'

const run = promisify(execFile)
const CONNECT_SECONDS = 8

/**
 * The user's own OpenSSH: their configuration, agent, jump hosts, hardware keys and known hosts. Nothing of it is overridden
 * that decides whom to trust. One connection carries everything; when the user has no place for shared connections, one of
 * ours is used, so that the next command within a minute needs no new one.
 */
export async function openssh(
  alias: string,
  options: { sudo: boolean; runtime: string; sshArgs?: readonly string[] },
): Promise<ShellProgram> {
  const own = options.sshArgs ?? []
  return {
    command: 'ssh',
    args: [
      ...own,
      '-o', 'BatchMode=yes',
      '-o', `ConnectTimeout=${CONNECT_SECONDS}`,
      '-o', 'ServerAliveInterval=5',
      '-o', 'ServerAliveCountMax=2',
      '-o', 'Compression=yes',
      '-o', 'ClearAllForwardings=yes',
      '-o', 'PermitLocalCommand=no',
      '-o', 'RemoteCommand=none',
      '-o', 'RequestTTY=no',
      ...(await shared(alias, options.runtime, own)),
      '-a', '-x', '-T',
      '--', alias, '/bin/sh', '-s',
    ],
    connectMs: (CONNECT_SECONDS + 4) * 1000,
    sudo: options.sudo,
  } // prettier-ignore
}

/** The longest path of a socket is 104 bytes on some systems; `%C` is 40, and ssh puts 17 behind it while it connects. */
const SOCKET_FOLDER_CAP = 40

async function shared(alias: string, runtime: string, own: readonly string[]): Promise<string[]> {
  const { stdout } = await run('ssh', [...own, '-G', '--', alias], { timeout: 5000 }).catch(() => ({ stdout: '' }))
  if (/^controlpath (?!none$)/m.test(stdout)) return []
  const folder = join(runtime, 'whydown')
  if (folder.length > SOCKET_FOLDER_CAP) return []
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch {
    return []
  }
  return ['-o', 'ControlMaster=auto', '-o', 'ControlPersist=60', '-o', `ControlPath=${folder}/%C`]
}

/** What went wrong, and what to do, from what ssh said. */
export function explainSsh(alias: string, said: string): { because: string; next: string } {
  const text = said.replace(/\r/g, '')
  const has = (pattern: RegExp) => pattern.test(text)
  if (has(/REMOTE HOST IDENTIFICATION HAS CHANGED/))
    return {
      because: `the host key of ${alias} is another one than before${fingerprint(text)}`,
      next: `Find out why it changed before you trust it: ssh ${alias}`,
    }
  if (has(/Host key verification failed|host key is known/))
    return {
      because: `the host key of ${alias} is not known here`,
      next: `Look at its fingerprint and accept it once yourself: ssh ${alias}`,
    }
  if (has(/Permission denied|Too many authentication failures|no mutual signature/))
    return {
      because: `${alias} accepts none of your keys`,
      next: `Check that this works without a question: ssh -o BatchMode=yes ${alias} true`,
    }
  if (has(/Could not resolve hostname/))
    return { because: `the name ${alias} cannot be resolved`, next: 'Check the name in ~/.ssh/config and in whydown.yaml.' }
  if (has(/Connection refused/))
    return { because: `${alias} refuses connections`, next: `Is sshd running there? Look at its console or BMC.` }
  if (has(/timed out|no answer within/i))
    return { because: `${alias} does not answer`, next: `Is it down? Look at its console or BMC, then: ssh ${alias}` }
  if (has(/No route to host|Network is unreachable/))
    return { because: `there is no way to ${alias}`, next: 'Check the network and the VPN.' }
  const line =
    text
      .split('\n')
      .map((one) => one.trim())
      .findLast((one) => one !== '') ?? 'the connection ended'
  return { because: `${alias}: ${line.slice(0, 160)}`, next: `Try it yourself: ssh ${alias}` }
}

const fingerprint = (text: string) => {
  const found = /SHA256:[\w+/=]{20,}/.exec(text)?.[0]
  return found === undefined ? '' : ` (${found})`
}
