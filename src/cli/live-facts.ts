import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createBundle } from '../bundle/index.ts'
import { collect, targetsOf } from '../collect/index.ts'
import type { Config } from '../config/index.ts'
import { type Facts, readFacts } from '../incidents/index.ts'
import { WhydownError } from '../model/index.ts'
import { showProgress } from './progress.ts'
import { version } from './version.ts'

const HOUR_MS = 3_600_000
const BUDGET_MS = 60_000

/** How the configured machines are set up now: asked once, read, and nothing of it is kept. */
export async function liveFacts(config: Config, nodes: readonly string[], quiet: boolean): Promise<Facts> {
  const targets = targetsOf(config, nodes, process.env)
  const folder = await mkdtemp(join(tmpdir(), 'whydown-facts-'))
  const progress = showProgress(quiet)
  try {
    const now = Date.now()
    const { machines } = await collect({
      hosts: targets.hosts,
      guests: [],
      window: { from: now - HOUR_MS, to: now },
      narrow: true,
      now,
      budgetMs: BUDGET_MS,
      createdBy: `whydown ${version}`,
      bundle: await createBundle(folder),
      progress: progress.see,
    })
    if (!machines.some(({ answered }) => answered)) {
      const [first] = machines
      throw new WhydownError(
        'evidence',
        `No machine answered: ${machines.map(({ because }) => because ?? 'no answer').join('; ')}.`,
        first?.next ?? 'Try it yourself with ssh.',
      )
    }
    return await readFacts([{ path: folder }])
  } finally {
    progress.end()
    await rm(folder, { recursive: true, force: true })
  }
}
