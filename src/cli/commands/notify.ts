import { defineCommand } from './define.ts'

export const notifyCommand = defineCommand({
  order: 78,
  register(root) {
    const notify = root.command('notify').description('who is told, and whether it arrives')
    notify
      .command('test')
      .description('send a test message through every configured channel, now')
      .argument('[channel]', 'only this one')
      .option('--config <file>', 'configuration')
      .option('--json', 'as JSON')
      .action(async (channel: string | undefined, options) => {
        const { testChannels } = await import('../notify.ts')
        process.exitCode = await testChannels(channel, options)
      })
    notify
      .command('log')
      .description('the delivery log: what was told, what waits, what was given up')
      .option('--config <file>', 'configuration')
      .option('--store <folder>', 'folder of incidents and bundles')
      .option('--json', 'as JSON')
      .action(async (options) => {
        const { showDeliveries } = await import('../notify.ts')
        process.exitCode = await showDeliveries(options)
      })
  },
})
