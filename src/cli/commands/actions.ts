import type { Command } from 'commander'
import { collectValues, defineCommand } from './define.ts'
import { storeOptions } from './store-options.ts'

export const actionsCommand = defineCommand({
  order: 45,
  register(root) {
    const actions = root.command('actions').description('what is to be done after incidents, and whether it was')
    storeOptions(actions.command('list').description('open actions of all incidents, or all of one').argument('[id]', 'an incident'))
      .option('--all', 'done and dropped ones too')
      .option('--owner <name>')
      .option('--json', 'as JSON')
      .option('--no-color', 'no colour')
      .action(async (id: string | undefined, options) => {
        const { listActions } = await import('../actions/list.ts')
        await listActions(id, options)
      })
    storeOptions(actions.command('due').description('open actions that are due'))
      .option('--until <day>', 'up to this day: 2025-08-29, +14d; today unless given')
      .option('--owner <name>')
      .option('--json', 'as JSON')
      .option('--no-color', 'no colour')
      .action(async (options) => {
        const { showDue } = await import('../incidents/due.ts')
        await showDue({ ...options, actionsOnly: true })
      })
    storeOptions(
      actions
        .command('verify')
        .description('look which measures hold, and say it with the line')
        .argument('[id]', 'an incident or an action; all unless given'),
      { writes: true },
    )
      .option('--from <path>', 'look at this instead of asking the hosts: a bundle, a folder, files (repeatable)', collectValues, [])
      .option('--node <host>', 'ask this host, as ssh or the configuration calls it (repeatable)', collectValues, [])
      .option('-q, --quiet', 'no progress on stderr')
      .option('--json', 'as JSON')
      .option('--no-color', 'no colour')
      .action(async (id: string | undefined, options) => {
        const { runVerify } = await import('../actions/verify.ts')
        await runVerify(id, options)
      })
    changing(actions)
  },
})

function changing(actions: Command): void {
  const details = (command: Command) =>
    command
      .option('--owner <name>')
      .option('--due <day>', '2025-08-29, +14d')
      .option('--kind <kind>', 'immediate, short-term, long-term')
      .option('--check <check>', 'what shows that it holds: swap-present, guest-memory:guest=102,atMostMiB=6144')
  details(
    storeOptions(actions.command('add').description('something more to do').argument('<incident>').argument('<text...>'), { writes: true }),
  ).action(async (incident: string, text: string[], options) => {
    const { addAction } = await import('../actions/change.ts')
    await addAction(incident, text, options)
  })
  details(
    storeOptions(actions.command('assign').description('owner, due date, kind, check').argument('<action>', 'MAAS-2025-07-29-001.3'), {
      writes: true,
    }),
  ).action(async (action: string, options) => {
    const { assignAction } = await import('../actions/change.ts')
    await assignAction(action, options)
  })
  const status = (name: string, description: string, to: 'open' | 'in-progress' | 'done' | 'dropped') =>
    storeOptions(actions.command(name).description(description).argument('<action>', 'MAAS-2025-07-29-001.3'), { writes: true })
      .option('--note <text>')
      .option('--because <text>')
      .option('-q, --quiet', 'no notes on stderr')
      .action(async (action: string, options) => {
        const { setStatus } = await import('../actions/change.ts')
        await setStatus(action, to, options)
      })
  status('start', 'somebody is at it', 'in-progress')
  status('done', 'it is done', 'done')
  status('drop', 'it will not be done, with --because', 'dropped')
  status('reopen', 'it is open again', 'open')
}
