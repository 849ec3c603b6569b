import { readFileSync } from 'node:fs'
import { agentQuery } from './agent.ts'
import { guestIds, pidOf } from './guests.ts'
import { startTask } from './tasks.ts'
import { ask, cleanUp, commandLine, configText, listVms, vmStatus } from './vm.ts'

const TASK_OF: Readonly<Record<string, string>> = {
  start: 'qmstart',
  stop: 'qmstop',
  shutdown: 'qmshutdown',
  reset: 'qmreset',
  reboot: 'qmreboot',
  suspend: 'qmpause',
  resume: 'qmresume',
}

/** The `qm` program. Its result is the exit code. */
export async function qm(argv: readonly string[]): Promise<number> {
  const [command = '', ...rest] = argv
  const id = Number(rest.find((word) => /^\d+$/.test(word)))
  const print = (text: string) => void process.stdout.write(text)
  if (command === 'list') print(await listVms(guestIds('qemu')))
  else if (command === 'status')
    print(
      await vmStatus(
        id,
        rest.some((word) => /^--?verbose/.test(word)),
      ),
    )
  else if (command === 'config' || command === 'pending') print(configText(id))
  else if (command === 'showcmd')
    print(
      `${commandLine(id)
        .map((word) => (/^[\w/.,=-]+$/.test(word) ? word : `'${word}'`))
        .join(' ')}\n`,
    )
  else if (command === 'listsnapshot') print('`-> current                                             You are here!\n')
  else if (command === 'cleanup') await cleanUp(id)
  else if (command === 'guest' && (rest[0] === 'cmd' || rest[0] === 'agent')) {
    const answer = await agentQuery(rest.at(-1)!, (words) => ask(id, words))
    if (JSON.stringify(answer) !== '{}') print(`${JSON.stringify(answer, null, 3)}\n`)
  } else if (command === 'guest' && rest[0] === 'exec') {
    const words = rest.slice(rest.indexOf('--') + 1)
    const answer = await ask(
      id,
      words,
      /^--?pass-stdin/.test(rest.find((word) => word.includes('pass-stdin')) ?? '') ? readFileSync(0, 'utf8') : '',
    )
    print(
      `${JSON.stringify({ exitcode: answer.exitcode, exited: 1, ...(answer.out && { 'out-data': answer.out }), ...(answer.err && { 'err-data': answer.err }) }, null, 3)}\n`,
    )
  } else if (TASK_OF[command] !== undefined) {
    if ((command === 'reset' || command === 'suspend') && pidOf(id) === 0) throw new Error(`VM ${id} not running`)
    const timeout = rest[rest.findIndex((word) => /^--?timeout$/.test(word)) + 1]
    const { status } = startTask(
      {
        type: TASK_OF[command],
        id: String(id),
        user: 'root@pam',
        identifier: 'qm',
        args: command === 'shutdown' && timeout !== undefined ? [timeout] : [],
      },
      (line) => print(`${line}\n`),
    )
    const said = await status
    if (said !== 'OK') throw new Error(said)
  } else {
    process.stderr.write(`ERROR: unknown command 'qm ${command}'\n`)
    return 255
  }
  return 0
}
