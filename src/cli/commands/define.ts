import { type Command, Option } from 'commander'

/** One command of the program: its words and options. What it does is imported only when it runs, so that `--help` is instant. */
export interface CommandDefinition {
  /** Where it stands in the help: lower is earlier. */
  readonly order: number
  register(root: Command): void
}
export const defineCommand = (command: CommandDefinition): CommandDefinition => command

export const collectValues = (value: string, before: string[]): string[] => [...before, value]
export const zoneOption = () => new Option('--tz <zone>', 'zone of stamps that carry none, and of the answer').env('WHYDOWN_TZ')
export const formatOption = () => new Option('--format <form>', 'form of the result').choices(['text', 'md', 'html', 'json'])
export const configOption = () => new Option('--config <file>', 'configuration file; otherwise the nearest whydown.yaml')
