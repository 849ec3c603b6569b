import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { WhydownError } from '../model/index.ts'

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge', 'brave-browser']
const LIMIT_MS = 60_000

/** An installed browser of the Chromium family: WHYDOWN_BROWSER, else the first in PATH. */
export function findBrowser(env: NodeJS.ProcessEnv): string | null {
  const told = env['WHYDOWN_BROWSER']
  const places = told ? [told] : BROWSERS.flatMap((name) => (env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name)))
  return places.find((path) => isProgram(path)) ?? null
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Prints a page to PDF through the browser. The page asks for nothing and runs no script; it is given as a file. */
export async function printPdf(html: string, output: string): Promise<void> {
  const browser = findBrowser(process.env)
  if (browser === null)
    throw new WhydownError(
      'usage',
      'A PDF is printed by a browser of the Chromium family, and none was found.',
      'Install one (apt install chromium), name it with WHYDOWN_BROWSER, or write HTML: -o report.html prints well from any browser.',
    )
  const folder = await mkdtemp(join(tmpdir(), 'whydown-pdf-'))
  try {
    const page = join(folder, 'report.html')
    const made = join(folder, 'report.pdf')
    await writeFile(page, html, { mode: 0o600 })
    const words = await run(browser, [
      '--headless',
      '--disable-gpu',
      '--disable-extensions',
      '--no-first-run',
      '--disable-dev-shm-usage',
      // Chromium refuses to sandbox for root. The page is ours, and its policy forbids scripts and requests.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--user-data-dir=${join(folder, 'profile')}`,
      '--no-pdf-header-footer',
      `--print-to-pdf=${made}`,
      pathToFileURL(page).href,
    ])
    const bytes = await readFile(made).catch(() => null)
    if (bytes === null || bytes.length === 0)
      throw new WhydownError(
        'usage',
        `${browser} did not print a PDF: ${words.trim().split('\n').at(-1) ?? 'it said nothing'}.`,
        'Write HTML instead (-o report.html) and print it.',
      )
    await writeFile(output, bytes).catch((error: Error) => {
      throw new WhydownError('usage', `Cannot write ${output}: ${error.message}.`, 'Choose another place with -o.', error)
    })
    await stat(resolve(output))
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}

function run(program: string, args: readonly string[]): Promise<string> {
  return new Promise((done) => {
    let words = ''
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: LIMIT_MS, killSignal: 'SIGKILL' })
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (words = (words + part.toString()).slice(-4000)))
    child.on('error', (error) => done(error.message))
    child.on('close', (code, signal) =>
      done(signal === null ? words : `${words}\nit was ended after ${LIMIT_MS / 1000} s (${signal}, ${code})`),
    )
  })
}
