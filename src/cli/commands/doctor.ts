import { collectValues, defineCommand } from './define.ts'

export const doctorCommand = defineCommand({
  order: 70,
  register(root) {
    root
      .command('doctor')
      .description('could the next outage be explained? access, privileges, persistence, retention, clocks')
      .option('--node <host>', 'only this host (repeatable)', collectValues, [])
      .option('--config <file>', 'configuration')
      .option('--json', 'as JSON')
      .option('-q, --quiet', 'no notes on stderr')
      .option('--sudoers', 'print what an account that is not root needs, for /etc/sudoers.d')
      .option('--inside-guests', 'with --sudoers: also to run our readers inside guests through their agent')
      .option('--account <name>', 'the account that these are for', 'whydown')
      .option('--pve-role', 'print how to make a role and a token for the Proxmox API')
      .option('--forced-command', 'print a line for authorized_keys that limits the key')
      .action(async (options) => {
        const { runDoctor } = await import('../doctor.ts')
        process.exitCode = await runDoctor(options)
      })
  },
})
