/**
 * Export stream on standard input, the same entries as text on standard output.
 *
 *   node gen-journal.ts | node text-form.ts syslog     Jan  6 00:00:00 pve1 kernel: …   (RFC 3164, no year, no zone)
 *   node gen-journal.ts | node text-form.ts iso        2025-01-06T00:00:00.000000+00:00 pve1 kernel: …
 *   node gen-journal.ts | node text-form.ts json       as journalctl -o json
 */
import { readExport } from '../src/parse/read/export.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const form = process.argv[2] ?? 'iso'

function timeOf(us: number): string {
  const date = new Date(us / 1000)
  const iso = date.toISOString()
  return form === 'syslog'
    ? `${MONTHS[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2)} ${iso.slice(11, 19)}`
    : `${iso.slice(0, 19)}.${String(us % 1_000_000).padStart(6, '0')}+00:00`
}

let out = ''
const flush = () =>
  new Promise<void>((resolve) => {
    process.stdout.write(out, () => resolve())
    out = ''
  })
for await (const entries of readExport(process.stdin)) {
  for (const fields of entries) {
    if (form === 'json') out += `${JSON.stringify(fields)}\n`
    else {
      const pid = fields['_PID'] ?? fields['SYSLOG_PID']
      const head = `${timeOf(Number(fields['__REALTIME_TIMESTAMP']))} ${fields['_HOSTNAME']} ${fields['SYSLOG_IDENTIFIER'] ?? fields['_COMM']}${pid === undefined ? '' : `[${pid}]`}: `
      // rsyslog writes the line breaks of a message as #012, so that a line stays a line.
      out += `${head}${(fields['MESSAGE'] ?? '').replaceAll('\n', '#012')}\n`
    }
  }
  if (out.length > 1 << 18) await flush()
}
await flush()
