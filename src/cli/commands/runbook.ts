import { defineCommand, formatOption, zoneOption } from './define.ts'

export const runbookCommand = defineCommand({
  order: 60,
  register(root) {
    root
      .command('runbook')
      .description('the runbook: phases, commands for your own hosts, what to look for, what to do')
      .argument('[cause]', 'only this cause, for example memory.host-oom')
      .option('--guest <guest>', 'fill in this guest: a vmid, ct:ID or a name of the configuration')
      .option('--interactive [guest]', 'walk through it; each step only reads, and runs when you say so')
      .option('--since <file>', 'tell what changed since this runbook (the JSON form); else since the last one made here')
      .option('--config <file>', 'configuration file')
      .addOption(zoneOption())
      .option('--json', 'print one JSON document (whydown.runbook/v1)')
      .addOption(formatOption())
      .option('-o, --output <file>', 'write the result there; .md, .html, .json or .txt chooses the form')
      .option('-q, --quiet', 'no notes on stderr')
      .option('--no-color', 'no colour')
      .action(async (cause: string | undefined, options) => {
        const { runRunbook } = await import('../runbook.ts')
        process.exitCode = await runRunbook(cause, options)
      })
  },
})
