import { collectValues, configOption, defineCommand, formatOption, zoneOption } from './define.ts'

export const analyzeCommand = defineCommand({
  order: 20,
  register(root) {
    root
      .command('analyze')
      .description('diagnose from evidence on disk: bundles, journals, logs, command output, archives of them')
      .argument('[path...]', 'evidence whose side (host or guest) is worked out; - is standard input')
      .option('--host <file>', 'evidence of the host (repeatable)', collectValues, [])
      .option('--guest <file>', 'evidence of the guest (repeatable)', collectValues, [])
      .option('--subject <id>', 'whom you ask about: vm:102, ct:200 or node:pve')
      .option('--at <time>', 'when it went down, if you know')
      .option('--since <time>', 'only outages after this')
      .option('--until <time>', 'only outages before this')
      .addOption(zoneOption())
      .option('--json', 'print one JSON document (whydown.diagnosis/v1)')
      .addOption(formatOption())
      .option('-o, --output <file>', 'write the result there; .md, .html, .json or .txt chooses the form')
      .option('--save', 'keep the first outage as an incident, with its evidence')
      .option('--save-all', 'keep every outage found')
      .option('--no-evidence', 'keep it without the evidence')
      .option('--store <folder>', 'folder of the store; otherwise of the configuration')
      .addOption(configOption())
      .option('--by <name>', 'who you are; otherwise your account')
      .option('-q, --quiet', 'no notes on stderr')
      .option('-v, --verbose', 'say on stderr what is read')
      .option('--no-color', 'no colour')
      .action(async (paths: string[], options) => {
        const { runAnalyze } = await import('../analyze.ts')
        process.exitCode = await runAnalyze(paths, options)
      })
  },
})
