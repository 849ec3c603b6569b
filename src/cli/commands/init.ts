import { defineCommand } from './define.ts'

export const initCommand = defineCommand({
  order: 71,
  register(root) {
    root
      .command('init')
      .description('three questions, and a small configuration file')
      .option('-o, --output <file>', 'where to write it')
      .option('--force', 'overwrite what is there')
      .action(async (options) => {
        const { runInit } = await import('../init.ts')
        process.exitCode = await runInit(options)
      })
  },
})
