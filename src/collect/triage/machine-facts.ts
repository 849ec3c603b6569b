/** What a machine says about itself in `identity.txt` and `boots.json`. */
export interface MachineFacts {
  readonly bootId: string | null
  readonly bootedAt: number | null
  readonly zone: string | null
  readonly hostname: string | null
  readonly synchronised: boolean | null
  readonly freebsd?: boolean
  /** False when the account may read its own messages only: neither root nor in a group that reads the journal. */
  readonly readsJournal: boolean
  /** Oldest first. Empty without a journal. */
  readonly boots: readonly { readonly id: string; readonly from: number; readonly to: number }[]
}

export function readMachineFacts(identity: string, boots: string): MachineFacts {
  const lines = identity.split('\n').map((line) => line.trim())
  const now = Number(lines[0]?.replace(/N$/, '0'))
  const uptime = Number(/^(\d+\.\d+) \d/.exec(lines[1] ?? '')?.[1])
  const link = lines.find((line) => line.includes('zoneinfo/'))
  const zone =
    lines.find((line) => line.startsWith('Timezone='))?.slice('Timezone='.length) ?? link?.replace(/^.*zoneinfo\/(?:posix\/)?/, '') ?? null
  const synchronised = lines.find((line) => line.startsWith('NTPSynchronized='))
  const bootId = lines.find((line) => /^[0-9a-f]{8}-[0-9a-f]{4}-/.test(line))?.replaceAll('-', '') ?? null
  const kernel = lines.findIndex((line) => /^(?:Linux|FreeBSD) /.test(line))
  return {
    bootId,
    bootedAt: Number.isFinite(now) && Number.isFinite(uptime) ? Math.round((now - uptime) * 1000) : null,
    zone: zone === '' || zone === null ? null : isZone(zone) ? zone : null,
    hostname: (kernel >= 0 ? lines[kernel + 1] : undefined) || null,
    synchronised: synchronised === undefined ? null : synchronised.endsWith('=yes'),
    readsJournal: !/^id: [1-9]\d* (?!.*\b(?:root|adm|systemd-journal|wheel)\b)/m.test(identity),
    ...(lines[kernel]?.startsWith('FreeBSD ') ? { freebsd: true } : {}),
    boots: readBoots(boots),
  }
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/**
 * JSON since systemd 251: `[{"index":-1,"boot_id":"…","first_entry":µs,"last_entry":µs}]`; before, a table:
 *
 *     -1 2b03…f1 Tue 2025-07-29 23:19:25 UTC Tue 2025-07-29 23:19:27 UTC
 *      0 9c11…aa Tue 2025-07-29 23:20:25 UTC—Tue 2025-07-29 23:59:27 UTC
 */
function readBoots(text: string): MachineFacts['boots'] {
  const start = text.indexOf('[{')
  if (start >= 0) {
    try {
      const rows = JSON.parse(text.slice(start).split('\n', 1)[0]!) as { boot_id: string; first_entry: number; last_entry: number }[]
      return rows.map((row) => ({ id: row.boot_id, from: Math.floor(row.first_entry / 1000), to: Math.ceil(row.last_entry / 1000) }))
    } catch {
      return []
    }
  }
  return [
    ...text.matchAll(
      /^\s*-?\d+ ([0-9a-f]{32}) \w{3} (\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) UTC[\s—]+\w{3} (\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) UTC/gm,
    ),
  ].map(([, id = '', day, time, lastDay, lastTime]) => ({
    id,
    from: Date.parse(`${day}T${time}Z`),
    to: Date.parse(`${lastDay}T${lastTime}Z`) + 999,
  }))
}
