import type { Command } from 'commander'
import { configOption } from './define.ts'

/** Options that every command on the store has. */
export function storeOptions(command: Command, more: { readonly writes?: boolean } = {}): Command {
  command.option('--store <folder>', 'folder of the store; otherwise of the configuration').addOption(configOption())
  if (more.writes) command.option('--by <name>', 'who you are; otherwise your account')
  return command
}
