import { defineCommand } from './define.ts'

export const causesCommand = defineCommand({
  order: 90,
  register(root) {
    const causes = root.command('causes').description('what whydown can tell, and how')
    causes
      .command('list')
      .description('every answer in the closed list')
      .option('--json', 'as JSON')
      .action(async (options) => {
        const { listCauses } = await import('../causes.ts')
        listCauses(options)
      })
    causes
      .command('explain')
      .description('one answer: how it shows, what contradicts it, what to do')
      .argument('<id>', 'for example memory.host-oom')
      .action(async (id: string) => {
        const { explainCause } = await import('../causes.ts')
        explainCause(id)
      })
  },
})
