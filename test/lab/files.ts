import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Writes a file with its mode and group, and the folders above it. */
export function put(path: string, text: string, mode = 0o644, group = 0): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  chownSync(path, 0, group)
  chmodSync(path, mode)
}
