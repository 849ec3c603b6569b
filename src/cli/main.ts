import { Command, CommanderError, Option } from 'commander'
import { WhydownError } from '../model/index.ts'
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

  root
    .command('analyze')
    .description('diagnose from evidence on disk: bundles, journals, logs, command output, archives of them')
    .argument('[path...]', 'evidence whose side (host or guest) is worked out; - is standard input')
    .option('--host <file>', 'evidence of the host (repeatable)', collect, [])
    .option('--guest <file>', 'evidence of the guest (repeatable)', collect, [])
    .option('--subject <id>', 'whom you ask about: vm:102, ct:200 or node:pve')
    .option('--at <time>', 'when it went down, if you know')
    .option('--since <time>', 'only outages after this')
    .option('--until <time>', 'only outages before this')
    .addOption(zoneOption())
    .option('--json', 'print one JSON document (whydown.diagnosis/v1)')
    .addOption(formatOption())
    .option('-o, --output <file>', 'write the result there; .md, .html, .json or .txt chooses the form')
    .option('-q, --quiet', 'no notes on stderr')
    .option('-v, --verbose', 'say on stderr what is read')
    .option('--no-color', 'no colour')
    .action(async (paths: string[], options) => {
      const { runAnalyze } = await import('./analyze.ts')
      process.exitCode = await runAnalyze(paths, options)
    })

  root
    .command('report')
    .description('the RCA document of a stored diagnosis')
    .argument('<file>', 'a JSON document made by analyze --json')
    .addOption(formatOption().default('md'))
    .option('-o, --output <file>', 'write it there')
    .option('--no-color', 'no colour')
    .action(async (file: string, options) => {
      const { runReport } = await import('./report.ts')
      process.exitCode = await runReport(file, options)
    })

  const causes = root.command('causes').description('what whydown can tell, and how')
  causes
    .command('list')
    .description('every answer in the closed list')
    .option('--json', 'as JSON')
    .action(async (options) => {
      const { listCauses } = await import('./causes.ts')
      listCauses(options)
    })
  causes
    .command('explain')
    .description('one answer: how it shows, what contradicts it, what to do')
    .argument('<id>', 'for example memory.host-oom')
    .action(async (id: string) => {
      const { explainCause } = await import('./causes.ts')
      explainCause(id)
    })
  return root
}

function collect(value: string, before: string[]): string[] {
  return [...before, value]
}

const zoneOption = () => new Option('--tz <zone>', 'zone of stamps that carry none, and of the answer').env('WHYDOWN_TZ')
const formatOption = () => new Option('--format <form>', 'form of the result').choices(['text', 'md', 'html', 'json'])

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
