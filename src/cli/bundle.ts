import { diffBundles, inspectBundle, scrubBundle } from '../bundle/index.ts'

const PLAIN = /[\u0000-\u001f\u007f-\u009f]/g
const size = (bytes: number) =>
  bytes < 10_240 ? `${bytes} B` : bytes < 10 * 1024 ** 2 ? `${Math.round(bytes / 1024)} KiB` : `${Math.round(bytes / 1024 ** 2)} MiB`

export async function runInspect(path: string, flags: { json?: boolean }): Promise<number> {
  const { manifest, problems } = await inspectBundle(path)
  if (flags.json) {
    process.stdout.write(`${JSON.stringify({ manifest, problems }, null, 2)}\n`)
    return problems.length > 0 ? 3 : 0
  }
  const total = manifest.artifacts.reduce((sum, artifact) => sum + artifact.bytes, 0)
  const lines = [
    `${path}: ${manifest.artifacts.length} files, ${size(total)}${manifest.partial ? ', PARTIAL' : ''}`,
    `  made by       ${manifest.createdBy}${manifest.createdAt === undefined ? '' : `, ${manifest.createdAt}`}`,
    ...(manifest.subject === undefined ? [] : [`  about         ${manifest.subject}`]),
    ...(manifest.window ? [`  time          ${manifest.window.from} to ${manifest.window.to}`] : []),
    ...(manifest.triage ? [`  triage        ${manifest.triage.layer}: ${manifest.triage.because}`] : []),
    ...(manifest.budget ? [`  took          ${manifest.budget.usedSeconds} s of ${manifest.budget.seconds} s`] : []),
    `  redacted      ${manifest.redacted?.join(', ') ?? 'nothing was found'}${manifest.pseudonyms ? '; names and addresses are replaced' : ''}`,
    ...(manifest.clocks ?? []).map(
      (clock) =>
        `  clock         ${clock.machine}: ${clock.offsetMs >= 0 ? '+' : ''}${clock.offsetMs} ms (± ${clock.errorMs} ms, ${clock.exchanges} exchanges)`,
    ),
    '',
  ]
  for (const artifact of manifest.artifacts) {
    const { coverage } = artifact
    lines.push(
      `  ${artifact.path.padEnd(44)} ${size(artifact.bytes).padStart(8)}  ${coverage?.status ?? ''}${coverage?.from ? ` ${coverage.from} to ${coverage.to ?? 'now'}` : ''}`,
    )
  }
  const missing = manifest.coverage ?? []
  if (missing.length > 0)
    lines.push('', 'Not there', ...missing.map((row) => `  ${row.source.padEnd(44)} ${row.status}: ${row.because ?? ''}`))
  const hung = (manifest.commands ?? []).filter(({ ended }) => ended === 'hung')
  if (hung.length > 0) lines.push('', 'Did not answer', ...hung.map(({ machine, command }) => `  ${machine}  ${command.slice(0, 100)}`))
  if (problems.length > 0) lines.push('', 'Problems', ...problems.map((problem) => `  ${problem}`))
  process.stdout.write(`${lines.map((line) => line.replace(PLAIN, ' ').trimEnd()).join('\n')}\n`)
  return problems.length > 0 ? 3 : 0
}

export async function runScrub(path: string, flags: { output: string; quiet?: boolean }): Promise<number> {
  const { manifest, counts } = await scrubBundle(path, flags.output)
  if (!flags.quiet)
    process.stderr.write(
      `${flags.output}: ${manifest.artifacts.length} files; ${counts['names']} times a name, ${counts['addresses']} addresses and ${counts['macs']} MACs were replaced.\nLook through it before you publish it: application logs may name people in their own ways.\n`,
    )
  return 0
}

export async function runDiff(before: string, after: string): Promise<number> {
  const said = await diffBundles(before, after)
  process.stdout.write(said.length === 0 ? 'They hold the same.\n' : `${said.map((line) => line.replace(PLAIN, ' ')).join('\n')}\n`)
  return 0
}
