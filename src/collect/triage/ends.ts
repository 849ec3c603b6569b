export interface End {
  readonly at: number
  /** Undefined when it tells of the whole machine. */
  readonly guest?: string
  readonly what: 'oom' | 'cleanup' | 'unit' | 'shutdown' | 'watchdog'
}

const UNIT = /^(?:(\d+)\.scope|pve-container@(\d+)\.service)$/

/** Times at which something ended, from the few indexed journal lines of the triage (`journalctl -o json`). Cut lines are skipped. */
export function readEnds(ndjson: string): End[] {
  const ends: End[] = []
  for (const line of ndjson.split('\n')) {
    if (!line.startsWith('{')) continue
    let entry: Record<string, unknown>
    try {
      entry = JSON.parse(line) as Record<string, unknown>
    } catch {
      continue
    }
    const at = Number(entry['__REALTIME_TIMESTAMP']) / 1000
    const message = String(entry['MESSAGE'] ?? '')
    if (!Number.isFinite(at)) continue
    const unit = UNIT.exec(String(entry['UNIT'] ?? ''))
    const guest = unit?.[1] ?? unit?.[2] ?? /^(?:Starting|Finished) cleanup for (\d+)/.exec(message)?.[1]
    const id = entry['MESSAGE_ID']
    if (entry['SYSLOG_IDENTIFIER'] === 'qmeventd') {
      if (guest !== undefined) ends.push({ at, guest, what: 'cleanup' })
    } else if (entry['SYSLOG_IDENTIFIER'] === 'watchdog-mux') {
      if (/expire/.test(message)) ends.push({ at, what: 'watchdog' })
    } else if (id === 'fe6faa94e7774663a0da52717891d8ef') {
      if (guest !== undefined) ends.push({ at, guest, what: 'oom' })
    } else if (
      id === '98268866d1d54a499c4e98921d93bc40' ||
      id === 'b72ea4a2881545a0b50e200e55b9b071' ||
      id === 'd93fb3c9c24d451a97cea615ce59c00b'
    )
      ends.push({ at, what: 'shutdown' })
    else if (guest !== undefined) ends.push({ at, guest, what: 'unit' })
  }
  return ends
}
