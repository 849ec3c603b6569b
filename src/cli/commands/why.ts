import { collectValues, configOption, defineCommand, formatOption, zoneOption } from './define.ts'

export const whyCommand = defineCommand({
  order: 5,
  register(root) {
    root
      .command('why')
      .description('ask the hosts and the guest, decide, and print the answer')
      .argument('[guest]', 'a vmid, a name, or ct:ID')
      .option('--node <host>', 'ask this host, as ssh or the configuration calls it (repeatable)', collectValues, [])
      .option('--since <time>', 'only outages after this; otherwise the last of two days')
      .option('--until <time>', 'only outages before this')
      .option('--at <time>', 'when it went down, if you know')
      .option('--budget <time>', 'end the asking after this', '60s')
      .addOption(configOption())
      .addOption(zoneOption())
      .option('--json', 'print one JSON document (whydown.diagnosis/v1)')
      .addOption(formatOption())
      .option('-o, --output <file>', 'write the answer there')
      .option('--offline-script', 'print one shell script that collects on a host without whydown, and end')
      .option('--no-save', 'do not keep the outage as an incident')
      .option('--store <folder>', 'folder of the incidents')
      .option('-q, --quiet', 'no progress on stderr')
      .option('--no-color', 'no colour')
      .action(async (guest: string | undefined, options) => {
        const { runWhy, printOfflineScript } = await import('../why.ts')
        process.exitCode = options.offlineScript === true ? printOfflineScript(guest, options) : await runWhy(guest, options)
      })
  },
})
