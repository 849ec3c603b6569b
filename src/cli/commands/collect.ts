import { collectValues, configOption, defineCommand, zoneOption } from './define.ts'

export const collectCommand = defineCommand({
  order: 10,
  register(root) {
    root
      .command('collect')
      .description('collect the evidence into a bundle, without deciding anything')
      .argument('[guest]', 'a vmid, a name, or ct:ID; without it only what concerns the hosts')
      .option('--node <host>', 'ask this host, as ssh or the configuration calls it (repeatable)', collectValues, [])
      .option('--since <time>', 'from here on; otherwise around the last outage of two days')
      .option('--until <time>', 'up to here')
      .option('--at <time>', 'when it went down, if you know')
      .option('--budget <time>', 'end the asking after this', '60s')
      .option('-o, --output <file>', 'a folder, or a file that ends in .tar, .tar.gz or .tar.zst')
      .option('--dry-run', 'print every command that would be sent, and send nothing')
      .addOption(configOption())
      .addOption(zoneOption())
      .option('-q, --quiet', 'no progress on stderr')
      .action(async (guest: string | undefined, options) => {
        const { runCollect } = await import('../collect.ts')
        process.exitCode = await runCollect(guest, options)
      })
  },
})
