import { Option } from 'commander'
import { defineCommand } from './define.ts'
import { storeOptions } from './store-options.ts'

export const reportCommand = defineCommand({
  order: 30,
  register(root) {
    storeOptions(
      root
        .command('report')
        .description('the RCA document of a kept incident, or of a diagnosis in a file')
        .argument('<id|file>', 'an incident, or a JSON document made by analyze --json'),
    )
      .addOption(
        new Option('--format <form>', 'form of the report; else that of the file, else md').choices(['md', 'html', 'json', 'text', 'pdf']),
      )
      .option('-o, --output <file>', 'write it there; .md, .html, .json, .txt or .pdf chooses the form')
      .option('-q, --quiet', 'no notes on stderr')
      .option('--no-color', 'no colour')
      .action(async (target: string, options) => {
        const { runReport } = await import('../report.ts')
        process.exitCode = await runReport(target, options)
      })
  },
})
