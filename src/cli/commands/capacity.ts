import { collectValues, defineCommand, formatOption } from './define.ts'

export const capacityCommand = defineCommand({
  order: 50,
  register(root) {
    root
      .command('capacity')
      .description('memory plan of the nodes: headroom, what if, and whom the kernel would kill next')
      .argument('[path...]', 'the same as --from; without any, the hosts of the configuration are asked')
      .option('--node <host>', 'ask this host, as ssh knows it (repeatable)', collectValues, [])
      .option('--from <path>', 'a bundle, or files such as qm list, qm config, meminfo, arcstats, ps (repeatable)', collectValues, [])
      .option(
        '--set <guest.key=value>',
        'what if: 102.memory=6G, 102.balloon=2G, 102.onboot=0, 102.node=pve2 (repeatable)',
        collectValues,
        [],
      )
      .option('--ram <size>', 'what if a node had so much memory: 32G, or pve2=32G (repeatable)', collectValues, [])
      .option('--arc <size>', 'what if the ZFS cache were limited: 2G (repeatable)', collectValues, [])
      .option('--swap <size>', 'what if a node had so much swap: 4G (repeatable)', collectValues, [])
      .option('--lose <node>', 'can the other nodes carry what HA starts again? (repeatable)', collectValues, [])
      .option('--headroom <percent>', 'part of the memory that is to stay free; 20 unless configured')
      .option('--below-touched', 'proposals may set guests below what they have touched')
      .option('--oom <file>', 'play the plan against the out-of-memory report in this log')
      .option('--incident <id|file>', 'play it against the report of this incident: its id, its bundle, or its document')
      .option('--config <file>', 'configuration file')
      .option('--json', 'print one JSON document (whydown.capacity/v1)')
      .addOption(formatOption())
      .option('-o, --output <file>', 'write the result there; .md, .html, .json or .txt chooses the form')
      .option('-q, --quiet', 'no notes on stderr')
      .option('--no-color', 'no colour')
      .action(async (paths: string[], options) => {
        const { runCapacity } = await import('../capacity.ts')
        process.exitCode = await runCapacity(paths, options)
      })
  },
})
