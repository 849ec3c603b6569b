import { basename, join } from 'node:path'
import { storeFolder } from '../config/index.ts'
import { analyze } from '../diagnose/index.ts'
import { collectLive, type CollectFlags, nobodyAnswered, questionOf } from './collect.ts'
import { deliver, exitCodeOf } from './analyze.ts'
import { version } from './version.ts'

export interface WhyFlags extends CollectFlags {
  json?: boolean
  format?: 'text' | 'md' | 'html' | 'json'
  color: boolean
  save?: boolean
}

export async function runWhy(guest: string, flags: WhyFlags): Promise<number> {
  const question = await questionOf(guest, flags)
  const { now, window, at } = question.options
  const stamp = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '')
  const folder = join(
    storeFolder(question.loaded.config.store, process.env, process.getuid?.() === 0),
    'bundles',
    `${stamp}-${guest.replace(/[^\w.-]+/g, '-')}`,
  )
  const collected = await collectLive(question, folder, flags.quiet === true)
  const failure = nobodyAnswered(collected)
  if (failure) throw failure
  const { asked } = collected
  const document = await analyze([{ path: folder }], {
    version,
    ...(asked ? { subject: { kind: asked.kind, id: asked.id } } : {}),
    ...(flags.tz === undefined ? {} : { zone: flags.tz }),
    ...(at === undefined ? {} : { at }),
    since: Date.parse(collected.manifest.window?.from ?? new Date(window.from).toISOString()),
    until: Date.parse(collected.manifest.window?.to ?? new Date(window.to).toISOString()),
  })
  await deliver(document, flags.json ? 'json' : (flags.format ?? 'text'), flags)
  if (!flags.quiet) process.stderr.write(`Evidence: ${folder}\n`)
  if (flags.save !== false) {
    const { keepLive } = await import('./save.ts')
    await keepLive(
      document,
      basename(folder),
      { ...(asked ? { subject: { kind: asked.kind, id: asked.id } } : {}), ...(at === undefined ? {} : { at }) },
      flags,
    )
  }
  return collected.interrupted !== 0 ? collected.interrupted : exitCodeOf(document)
}
