import { defineCommand, formatOption } from './define.ts'

export const reportCommand = defineCommand({
  order: 30,
  register(root) {
    root
      .command('report')
      .description('the RCA document of a stored diagnosis')
      .argument('<file>', 'a JSON document made by analyze --json')
      .addOption(formatOption().default('md'))
      .option('-o, --output <file>', 'write it there')
      .option('--no-color', 'no colour')
      .action(async (file: string, options) => {
        const { runReport } = await import('../report.ts')
        process.exitCode = await runReport(file, options)
      })
  },
})
