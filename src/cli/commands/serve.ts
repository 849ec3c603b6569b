import { collectValues, defineCommand, zoneOption } from './define.ts'

export const serveCommand = defineCommand({
  order: 75,
  register(root) {
    root
      .command('serve')
      .description('the page and the API, with the daemon behind them where hosts are configured')
      .option('--listen <host:port>', 'where to answer (127.0.0.1:8420 unless told)')
      .option('--host-name <name>', 'another name under which the page is reached (repeatable)', collectValues, [])
      .option('--node <host>', 'a host to watch besides those of the configuration (repeatable)', collectValues, [])
      .option('--editor', 'without a password: everybody on this machine may edit, not only look')
      .option('--proxied', 'a reverse proxy stands in front and tells address and scheme')
      .option('--store <folder>', 'folder of incidents and bundles')
      .option('--config <file>', 'configuration')
      .option('--hash-password', 'read a password from standard input and print what to put into the secret')
      .addOption(zoneOption())
      .option('-q, --quiet', 'no notes on stderr')
      .action(async (options) => {
        const { runServe } = await import('../serve.ts')
        process.exitCode = await runServe(options)
      })
  },
})
