import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** `/var/log/journal/<machine-id>/<file>` needs 2; collected trees nest deeper. */
const DEEPEST = 8

/**
 * All journal files (`.journal` and the `.journal~` that unclean stops leave) under a directory, sorted by path. A path that is itself a
 * file is returned alone. Directories that cannot be read are skipped; symbolic links are not followed, so a loop cannot trap it.
 */
export function listJournalFiles(dir: string): string[] {
  const found: string[] = []
  const visit = (path: string, depth: number): void => {
    let entries
    try {
      entries = readdirSync(path, { withFileTypes: true })
    } catch {
      return
    }
    for (const entry of entries) {
      if (entry.isDirectory() && depth < DEEPEST) visit(join(path, entry.name), depth + 1)
      else if (entry.isFile() && /\.journal~?$/.test(entry.name)) found.push(join(path, entry.name))
    }
  }
  try {
    if (statSync(dir).isFile()) return [dir]
  } catch {
    return []
  }
  visit(dir, 0)
  return found.sort()
}
