import { Command, CommanderError } from 'commander'
import { WhydownError } from '../model/index.ts'
import { commands } from './commands/index.generated.ts'
import { version } from './version.ts'

/** Exit codes are a contract: see docs/guide/exit-codes. */
const EXIT = { ok: 0, bug: 1, usage: 2, inconclusive: 3, noEvidence: 4 } as const

const EXAMPLES = `
Examples:
  whydown analyze /var/log/journal --subject vm:102
  whydown analyze --host host.log --guest guest.log --tz Europe/Berlin -o report.html
  whydown report diagnosis.json --format md
  whydown causes explain memory.host-oom
`

function program(): Command {
  const root = new Command('whydown')
    .description('Why did it go down? The cause of a virtual machine outage on Proxmox VE or KVM, from the evidence.')
    .version(version, '-V, --version')
    .showSuggestionAfterError()
    .addHelpText('after', EXAMPLES)
    .exitOverride()

  for (const command of commands.toSorted((a, b) => a.order - b.order)) command.register(root)
  return root
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // `whydown … | head` is a normal thing to do.
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})
process.on('SIGINT', () => process.exit(130))
process.on('SIGTERM', () => process.exit(143))

try {
  await program().parseAsync(process.argv)
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage
  else if (error instanceof WhydownError) {
    process.stderr.write(`whydown: ${error.message}\n${error.hint}\n`)
    process.exitCode = error.code === 'evidence' ? EXIT.noEvidence : EXIT.usage
  } else {
    process.stderr.write(`whydown: this is a bug: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    process.stderr.write('Please report it with the command you ran and, if you can, the evidence it ran on.\n')
    process.exitCode = EXIT.bug
  }
}
