import { Option } from 'commander'
import { collectValues, defineCommand, zoneOption } from './define.ts'

export const logCommand = defineCommand({
  order: 25,
  register(root) {
    root
      .command('log')
      .description('read journals and text logs like journalctl does, also where journalctl cannot: copies, damaged files, other systems')
      .argument('[path...]', 'journal directories or files, text logs, archives; without any, the journal of this machine')
      .option('-g, --grep <pattern>', 'only messages that match; a pattern in lower case finds upper case too')
      .option('--case-sensitive', 'take the case in --grep as it stands')
      .option('-S, --since <time>', 'only from then on: 2025-07-29 16:00, -2h, yesterday')
      .option('-U, --until <time>', 'only up to then')
      .option('-k, --dmesg', 'only what the kernel said (of all boots, unless -b)')
      .option('-u, --unit <unit>', 'only that unit, and what was said about it (repeatable)', collectValues, [])
      .option('-b, --boot [boot]', 'only one boot: 0 the last (as without a value), -1 the one before, or an id')
      .option('--list-boots', 'the boots, and how each ended')
      .option('-n, --lines <count>', 'only the last so many')
      .option('-r, --reverse', 'newest first')
      .option('--json', 'one JSON object a line, as journalctl -o json --all')
      .addOption(new Option('--format <form>', 'form of the entries').choices(['short', 'json', 'export']))
      .option('-o, --output <form|file>', 'short, json or export as with journalctl; else the file to write')
      .addOption(zoneOption())
      .option('-q, --quiet', 'no notes on stderr, no lines between boots')
      .option('--no-color', 'no colour')
      .action(async (paths: string[], options) => {
        const { runLog } = await import('../log/run.ts')
        process.exitCode = await runLog(paths, options)
      })
  },
})
