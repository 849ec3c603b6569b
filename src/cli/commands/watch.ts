import { collectValues, defineCommand } from './define.ts'

export const watchCommand = defineCommand({
  order: 74,
  register(root) {
    const watch = root
      .command('watch')
      .description('the daemon: sees outages, explains them, keeps and tells them')
      .option('--once', 'one look, compared with the last one; for cron')
      .option('--node <host>', 'only this host (repeatable)', collectValues, [])
      .option('--config <file>', 'configuration')
      .option('--store <folder>', 'folder of incidents and bundles')
      .option('--json', 'with --once: what was seen as JSON')
      .option('-q, --quiet', 'no notes on stderr')
      .action(async (options) => {
        const { runWatch } = await import('../watch.ts')
        process.exitCode = await runWatch(options)
      })
    watch
      .command('silence')
      .description('tell nobody about a guest, node or storage for a while')
      .argument('<about>', '102, maas, pve, local-lvm')
      .option('--for <time>', '30m, 2h, 1d', '2h')
      .option('--because <reason>', 'why; people will ask')
      .action(async (about: string, _options, command) => {
        const { silence } = await import('../watch.ts')
        process.exitCode = await silence(about, command.optsWithGlobals())
      })
    watch
      .command('silences')
      .description('what is silenced, until when and why')
      .option('--end <about>', 'end this one')
      .action(async (_options, command) => {
        const { listSilences } = await import('../watch.ts')
        process.exitCode = await listSilences(command.optsWithGlobals())
      })
  },
})
