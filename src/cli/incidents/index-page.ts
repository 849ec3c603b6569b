import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { incidentFile } from '../../incidents/index.ts'
import { WhydownError } from '../../model/index.ts'
import { renderIndex, renderReport } from '../../report/index.ts'
import { parseDay } from '../choices.ts'
import { counted } from '../page.ts'
import { type StoreFlags, withStore } from '../store.ts'
import { version } from '../version.ts'

/** Reports weigh 100 to 200 KiB each: the newest are written, all are listed. */
const REPORTS = 500

export async function writeIndex(flags: StoreFlags & { output?: string }): Promise<void> {
  await withStore(flags, async ({ store, stamp }) => {
    const folder = flags.output ?? join(store.folder, 'reports')
    const { incidents, total } = await store.list({ limit: 10_000 })
    const today = parseDay('today', stamp.at, Intl.DateTimeFormat().resolvedOptions().timeZone)
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const rows = []
      for (const [n, incident] of incidents.entries()) {
        const href = n < REPORTS ? `${incident.id}.html` : null
        if (href !== null) {
          const file = await incidentFile(store, incident.id)
          await put(join(folder, href), renderReport(file.incident.document, { format: 'html', file }))
        }
        rows.push({ incident, href })
      }
      await put(join(folder, 'index.html'), renderIndex(rows, { total, today, version }))
    } catch (error) {
      if (error instanceof WhydownError) throw error
      throw new WhydownError('usage', `Cannot write to ${folder}: ${(error as Error).message}.`, 'Choose another folder with -o.', error)
    }
    if (!flags.quiet)
      process.stderr.write(
        `${join(folder, 'index.html')} was written: ${counted(total, 'incident')}${total > REPORTS ? `, reports of the newest ${REPORTS}` : ''}.\n`,
      )
  })
}

/** A reader never sees half a page. */
async function put(path: string, text: string): Promise<void> {
  await writeFile(`${path}.part`, text)
  await rename(`${path}.part`, path)
}
