import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { local, openSession, openssh } from '../collect/index.ts'
import { type Config, loadConfig, storeFolder } from '../config/index.ts'
import { WhydownError } from '../model/index.ts'
import { plain, renderPage, wrap } from '../report/index.ts'
import {
  type Asked,
  askedGuest,
  buildRunbook,
  type RunbookDocument,
  runbookDocument,
  runbookPage,
  since,
  type Site,
  walkRunbook,
} from '../runbook/index.ts'
import { deliverText, type Form, formOf } from './deliver-text.ts'
import { terminalOptions } from './terminal.ts'
import { checkZone } from './times.ts'
import { version } from './version.ts'

export interface RunbookFlags {
  guest?: string
  interactive?: boolean | string
  since?: string
  config?: string
  tz?: string
  json?: boolean
  format?: Form
  output?: string
  quiet?: boolean
  color: boolean
}

export async function runRunbook(cause: string | undefined, flags: RunbookFlags): Promise<number> {
  const { config } = await loadConfig({
    ...(flags.config === undefined ? {} : { told: flags.config }),
    env: process.env,
    cwd: process.cwd(),
  })
  const site = siteOf(config)
  const told = typeof flags.interactive === 'string' ? flags.interactive : flags.guest
  const guest = told === undefined ? null : guestNamed(site, told)
  if (flags.interactive !== undefined) return walk(site, guest, flags)
  const folder = storeFolder(config.store, process.env, process.getuid?.() === 0)
  const kept = join(folder, 'runbooks', `${cause ?? 'all'}${guest ? `-${guest.kind}-${guest.id}` : ''}.json`)
  const before = flags.since === undefined ? await keptRunbook(kept) : await givenRunbook(flags.since)
  const document = since(
    buildRunbook({
      site,
      today: new Date().toISOString().slice(0, 10),
      version,
      ...(cause === undefined ? {} : { cause }),
      ...(guest ? { guest } : {}),
    }),
    before,
  )
  await deliverText(render(document, formOf(flags), flags), flags)
  await keep(kept, document, flags.quiet === true)
  return 0
}

function render(document: RunbookDocument, form: Form, flags: RunbookFlags): string {
  if (form === 'json') return `${JSON.stringify(document, null, 2)}\n`
  // A runbook is read as a document: on a terminal it is Markdown, which is its text form.
  if (form === 'md' || (form === 'text' && flags.format === undefined)) return renderPage(runbookPage(document), { format: 'md' })
  return renderPage(runbookPage(document), { format: form, ...(flags.output ? { colour: false } : terminalOptions(flags.color)) })
}

const siteOf = ({ hosts, guests, escalation }: Config): Site => ({
  nodes: hosts.map(({ name, ssh, kind }) => ({ name, ssh, kind })),
  guests: guests.map(({ kind, id, name, ssh }) => ({
    kind,
    id,
    ...(name === undefined ? {} : { name }),
    ...(ssh === undefined ? {} : { ssh }),
  })),
  contacts: escalation.map(({ who, reach, when }) => ({ who, reach, ...(when === undefined ? {} : { when }) })),
})

function guestNamed(site: Site, text: string): Asked {
  const guest = askedGuest(site, text)
  if (guest) return guest
  throw new WhydownError(
    'usage',
    `There is no guest ${text}.`,
    `Give its number (102, ct:203)${site.guests.length > 0 ? `, or one of the configuration: ${site.guests.map(({ id, name }) => name ?? id).join(', ')}` : ''}.`,
  )
}

async function givenRunbook(path: string): Promise<RunbookDocument> {
  let json: unknown
  try {
    json = JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    throw new WhydownError(
      'usage',
      `Cannot read ${path}: ${(error as Error).message}.`,
      'Make one with: whydown runbook -o runbook.json',
      error,
    )
  }
  const parsed = runbookDocument.safeParse(json)
  if (parsed.success) return parsed.data
  throw new WhydownError('usage', `${path} is not a whydown.runbook/v1 document.`, 'Make one with: whydown runbook -o runbook.json')
}

/** The last one made here; none, or one of another version of this program, is no error. */
async function keptRunbook(path: string): Promise<RunbookDocument | null> {
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) return null
  try {
    const parsed = runbookDocument.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Kept for the next comparison. Where nothing can be written, the runbook is still there, and it is said. */
async function keep(path: string, document: RunbookDocument, quiet: boolean): Promise<void> {
  try {
    await mkdir(join(path, '..'), { recursive: true, mode: 0o700 })
    await writeFile(`${path}.new`, `${JSON.stringify(document, null, 2)}\n`)
    await rename(`${path}.new`, path)
  } catch (error) {
    if (!quiet)
      process.stderr.write(
        `This runbook is not kept for the next comparison (${(error as NodeJS.ErrnoException).code}): --since FILE compares too.\n`,
      )
  }
}

const OUTPUT_BYTES = 2_000_000

async function walk(site: Site, guest: Asked | null, flags: RunbookFlags): Promise<number> {
  const zone = flags.tz === undefined ? 'UTC' : checkZone(flags.tz)
  const lines = createInterface({ input: process.stdin, terminal: false })[Symbol.asyncIterator]()
  const show = (...texts: readonly string[]) => void process.stdout.write(texts.map((text) => `${plain(text)}\n`).join(''))
  const { width } = terminalOptions(flags.color)
  /** Wrapped behind its own indent. */
  const say = (...texts: readonly string[]) =>
    show(
      ...texts.flatMap((text) => {
        const indent = /^ *(?:> )?/.exec(text)![0]
        return wrap(text.slice(indent.length), width - indent.length).map(
          (line, n) => (n === 0 ? indent : ' '.repeat(indent.length)) + line,
        )
      }),
    )
  const { done, ended } = await walkRunbook(site, guest, zone, {
    say,
    show,
    async ask(question) {
      process.stdout.write(question)
      const { value, done: over } = (await lines.next()) as { value?: string; done?: boolean }
      // What was typed on a terminal stands there already; piped answers are shown, so that the record is whole.
      if (!process.stdin.isTTY) process.stdout.write(`${over ? '(no answer)' : plain(value ?? '')}\n`)
      return over ? null : (value ?? '')
    },
    run: (alias, command, seconds) => runOn(alias, command, seconds),
  })
  say('', ended === 'quit' ? 'Stopped.' : 'That was all of it.', ...done.map(({ step, where, shows }) => `${step}, ${where}: ${shows[0]}`))
  say('', `All of it at once, with the cause: whydown why ${guest?.name ?? guest?.id ?? 'GUEST'}`)
  lines.return?.()
  return 0
}

/** One read-only command there, in a shell session of its own, ended after its time. */
async function runOn(alias: string, command: string, seconds: number): Promise<{ output: string; trouble: string | null }> {
  const runtime = process.env['XDG_RUNTIME_DIR'] || join(process.env['HOME'] || '/root', '.ssh')
  const session = openSession(alias === 'local' ? local({ sudo: false }) : await openssh(alias, { sudo: false, runtime }))
  try {
    await session.ready
    const parts: Buffer[] = []
    const [result] = await session.run(
      [{ id: '0', run: command, seconds, bytes: OUTPUT_BYTES, lane: 1 }],
      (_id, bytes) => parts.push(Buffer.from(bytes)),
      Date.now() + (seconds + 5) * 1000,
    )
    const output = Buffer.concat(parts).toString('utf8')
    const why =
      result?.ended === 'hung'
        ? `it did not answer within ${seconds} s. What it waits for may be the cause`
        : result?.ended === 'gone'
          ? 'the connection was lost'
          : output === '' && result?.stderr
            ? result.stderr.trim().split('\n')[0]!
            : null
    return { output, trouble: why }
  } catch (error) {
    return { output: '', trouble: (error as Error).message.trim().split('\n')[0] ?? 'it cannot be reached' }
  } finally {
    session.close()
  }
}
