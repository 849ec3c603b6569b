import { writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { WhydownError } from '../model/index.ts'

export type Form = 'text' | 'md' | 'html' | 'json'
const FORM_OF_FILE: Readonly<Record<string, Form>> = { '.md': 'md', '.html': 'html', '.htm': 'html', '.json': 'json', '.txt': 'text' }

/** The form that was asked for: told, else by the name of the file, else text. */
export const formOf = (flags: { json?: boolean; format?: Form; output?: string }): Form =>
  flags.json ? 'json' : (flags.format ?? (flags.output ? FORM_OF_FILE[extname(flags.output).toLowerCase()] : undefined) ?? 'text')

/** To the file that was named, else to standard output. */
export async function deliverText(text: string, flags: { output?: string; quiet?: boolean }): Promise<void> {
  if (flags.output === undefined) {
    process.stdout.write(text)
    return
  }
  try {
    await writeFile(flags.output, text)
  } catch (error) {
    throw new WhydownError('usage', `Cannot write ${flags.output}: ${(error as Error).message}.`, 'Choose another place with -o.', error)
  }
  if (!flags.quiet) process.stderr.write(`${flags.output} was written.\n`)
}
