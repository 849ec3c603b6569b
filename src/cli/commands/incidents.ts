import type { Command } from 'commander'
import { storeOptions } from './store-options.ts'
import { collectValues, defineCommand, zoneOption } from './define.ts'

export const incidentsCommand = defineCommand({
  order: 40,
  register(root) {
    const incidents = root.command('incidents').description('what was kept: list, search, review, close, look again')
    reading(incidents)
    writing(incidents)
    moving(incidents)
  },
})

function filters(command: Command): Command {
  return storeOptions(command)
    .option('--status <list>', 'draft, reviewed, closed')
    .option('--severity <list>', 'P1, P2, P3, P4')
    .option('--guest <id>', 'id or name of the guest')
    .option('--node <name>', 'name of the host')
    .option('--cause <id>', 'a cause, a condition or a whole area: memory.host-oom, memory')
    .option('--since <time>', 'outages that began after this')
    .option('--until <time>', 'outages that began before this')
    .addOption(zoneOption())
    .option('--limit <n>', 'so many on a page', '20')
    .option('--page <n>', 'which page', '1')
    .option('--json', 'as JSON')
    .option('--no-color', 'no colour')
}

function reading(incidents: Command): void {
  filters(incidents.command('list').description('all of them, newest first')).action(async (options) => {
    const { listIncidents } = await import('../incidents/list.ts')
    await listIncidents([], options)
  })
  filters(
    incidents
      .command('search')
      .description('those in which all words occur: in the answer, in cited lines, in what people wrote')
      .argument('<words...>', 'beginnings of words count'),
  ).action(async (words: string[], options) => {
    const { listIncidents } = await import('../incidents/list.ts')
    await listIncidents(words, options)
  })
  storeOptions(
    incidents
      .command('show')
      .description('one of them: state, people, actions, the past')
      .argument('<id>', 'an unambiguous part of it will do'),
  )
    .option('--json', 'as JSON')
    .option('--no-color', 'no colour')
    .action(async (id: string, options) => {
      const { showIncident } = await import('../incidents/show.ts')
      await showIncident(id, options)
    })
  storeOptions(incidents.command('due').description('reviews and actions that are due; for a nightly reminder too'))
    .option('--until <day>', 'up to this day: 2025-08-29, +14d; today unless given')
    .option('--owner <name>', 'actions of this owner only')
    .option('--json', 'as JSON')
    .option('--no-color', 'no colour')
    .action(async (options) => {
      const { showDue } = await import('../incidents/due.ts')
      await showDue(options)
    })
}

function writing(incidents: Command): void {
  const change = (name: string, description: string) =>
    storeOptions(incidents.command(name).description(description).argument('<id>'), { writes: true })
  storeOptions(
    incidents.command('add').description('keep a diagnosis made before').argument('<file>', 'a JSON document made by analyze --json'),
    { writes: true },
  )
    .option('--outage <n>', 'which of its outages; the first unless given')
    .option('--all', 'all of its outages, each as an incident')
    .option('-q, --quiet', 'no notes on stderr')
    .action(async (file: string, options) => {
      const { addFile } = await import('../incidents/add.ts')
      await addFile(file, options)
    })
  change('annotate', 'write something down, marked as yours; with --at it gets a time among the notes')
    .argument('<text...>')
    .option('--at <time>', 'when it happened, in the zone of the incident')
    .action(async (id: string, text: string[], options) => {
      const { annotate } = await import('../incidents/change.ts')
      await annotate(id, text, options)
    })
  change('assign', 'name the commander and the author')
    .option('--commander <name>')
    .option('--author <name>')
    .action(async (id: string, options) => {
      const { assign } = await import('../incidents/change.ts')
      await assign(id, options)
    })
  change('edit', 'put it into your words; [3] cites line 3 of the report; an empty text gives the words of whydown back')
    .option('--headline <text>')
    .option('--summary <text>')
    .option('--lessons <text>')
    .option('--impact <text>', 'what people felt')
    .option('--severity <level>', 'P1 to P4, with --because')
    .option('--because <text>')
    .option('--next-review <day>', '2025-08-29, +14d')
    .action(async (id: string, options) => {
      const { edit } = await import('../incidents/change.ts')
      await edit(id, options)
    })
  change('review', 'it was read and is right; the next review is in 30 days')
    .option('--next <day>', '2025-08-29, +14d')
    .option('--because <text>')
    .action(async (id: string, options) => {
      const { move } = await import('../incidents/change.ts')
      await move(id, 'reviewed', options)
    })
  change('close', 'nothing more to do')
    .option('--because <text>')
    .action(async (id: string, options) => {
      const { move } = await import('../incidents/change.ts')
      await move(id, 'closed', options)
    })
  change('reopen', 'it is a draft again')
    .option('--because <text>')
    .action(async (id: string, options) => {
      const { move } = await import('../incidents/change.ts')
      await move(id, 'draft', options)
    })
  change('escalated', 'note that somebody was called')
    .requiredOption('--to <name>')
    .option('--because <text>')
    .action(async (id: string, options) => {
      const { escalated } = await import('../incidents/change.ts')
      await escalated(id, options)
    })
  change('rediagnose', 'ask the rules of today again and show what they say differently')
    .option('--from <path>', 'evidence to use instead of the kept one (repeatable)', collectValues, [])
    .option('--accept', 'take the new answer')
    .option('--decline', 'keep the answer of record')
    .option('--because <text>')
    .option('--json', 'as JSON')
    .option('--no-color', 'no colour')
    .action(async (id: string, options) => {
      const { runRediagnose } = await import('../incidents/rediagnose.ts')
      await runRediagnose(id, options)
    })
}

function moving(incidents: Command): void {
  storeOptions(incidents.command('export').description('write incidents into one file').argument('[id...]', 'all of them unless given'))
    .requiredOption('-o, --output <file>', 'incidents.tar.zst')
    .option('--no-evidence', 'without the evidence')
    .option('-q, --quiet', 'no notes on stderr')
    .action(async (ids: string[], options) => {
      const { runExport } = await import('../incidents/move.ts')
      await runExport(ids, options)
    })
  storeOptions(incidents.command('import').description('take in what export wrote; ids stay').argument('<file>'), { writes: true })
    .option('--renumber', 'keep an incident whose id is another one here under a new number')
    .option('--json', 'as JSON')
    .action(async (file: string, options) => {
      const { runImport } = await import('../incidents/move.ts')
      process.exitCode = await runImport(file, options)
    })
  storeOptions(incidents.command('index').description('an HTML page over all incidents, with their reports'))
    .option('-o, --output <folder>', 'where to; reports/ of the store unless given')
    .option('-q, --quiet', 'no notes on stderr')
    .action(async (options) => {
      const { writeIndex } = await import('../incidents/index-page.ts')
      await writeIndex(options)
    })
  storeOptions(incidents.command('path').description('where the store is, or the evidence of one incident').argument('[id]')).action(
    async (id: string | undefined, options) => {
      const { showPath } = await import('../incidents/move.ts')
      await showPath(id, options)
    },
  )
  storeOptions(incidents.command('recover').description('save what can be read of a damaged store; the damaged file is kept'))
    .option('-q, --quiet', 'no notes on stderr')
    .action(async (options) => {
      const { runRecover } = await import('../incidents/recover.ts')
      process.exitCode = await runRecover(options)
    })
}
