import type { FieldValue, LogRecord } from '../../model/index.ts'
import { defineParser } from '../define.ts'

/** `cpu: host`, alone (a file, `qm config`) or after the path that grep puts before it. */
const LINE = /^(?:\/etc\/pve\/nodes\/[^/]+\/(?:qemu-server|lxc)\/(\d+)\.conf:)?([a-z]+\d*): (.+)$/
const KEYS =
  /^(?:agent|args|balloon|bios|boot|cores|cpu|cpulimit|cpuunits|efidisk\d|hookscript|hostpci\d+|hugepages|ide\d|lock|machine|memory|name|net\d+|numa|onboot|ostype|protection|sata\d|scsi\d+|scsihw|serial\d|smbios1|sockets|startup|swap|tags|tpmstate0|unprivileged|unused\d+|usb\d|vga|virtio\d+|vmgenid|watchdog|rootfs|mp\d+|arch|hostname|features|digest|description|meta|parent|snaptime)$/
const DISK = /^(?:scsi|virtio|sata|ide)\d+$/
/** So many keys are a configuration and not a line out of one: only then does a missing key mean something. */
const WHOLE = 6

/**
 * The configuration of guests as one observation each: what is not in a whole configuration is not set. Snapshot sections
 * (`[before-update]`) belong to the past and are left out.
 */
export const guestConfigParser = defineParser({
  id: 'guest-config',
  title: 'Configuration of guests',
  emits: ['guest.config'],
  literals: ['ostype: ', 'memory: ', 'cores: ', 'scsihw: ', 'boot: ', 'net0: ', 'qm config', 'pct config'],
  journal: 'never',
  start(source, emit) {
    const guests = new Map<string, { keys: Map<string, string>; rows: LogRecord[] }>()
    let asked = /(?:qemu|ct|lxc|vm|qemu-server)[-/](\d{3,9})\.conf$/.exec(source.file)?.[1]
    let inSnapshot = false
    const run = {
      open: false,
      see(record: LogRecord) {
        if (record.transport !== 'unknown') return
        run.open = true
        asked = /\b(?:qm|pct) config (\d{3,9})/.exec(record.message)?.[1] ?? asked
        for (const text of record.message.split('\n')) {
          if (/^\[[\w:-]+\]$/.test(text)) inSnapshot = true
          const [, id, key, value] = LINE.exec(text.trim()) ?? []
          if (key === undefined || value === undefined || !KEYS.test(key) || (inSnapshot && id === undefined)) continue
          const guest = id ?? asked ?? ''
          const config = guests.get(guest) ?? { keys: new Map<string, string>(), rows: [] as LogRecord[] }
          guests.set(guest, config)
          if (!config.keys.has(key)) config.keys.set(key, value)
          if (config.rows.at(-1) !== record) config.rows.push(record)
        }
      },
      end() {
        for (const [guest, { keys, rows }] of guests) {
          const [first, ...rest] = rows
          if (!first || keys.size < WHOLE) continue
          emit({
            kind: 'guest.config',
            at: null,
            side: source.side,
            witness: 'pve',
            salience: 'context',
            about: guest === '' ? {} : { guest, guestKind: keys.has('rootfs') ? 'ct' : 'vm' },
            fields: fieldsOf(keys),
            says: `the configuration${guest === '' ? '' : ` of ${guest}`} has ${keys.size} entries`,
            cites: [first, ...rest],
          })
        }
      },
    }
    return run
  },
})

function fieldsOf(keys: ReadonlyMap<string, string>): Record<string, FieldValue> {
  const disks = [...keys].filter(([key, value]) => DISK.test(key) && !/media=cdrom|^none/.test(value)).map(([, value]) => value)
  return {
    cpu: keys.get('cpu')?.split(',', 1)[0] ?? '',
    onboot: keys.get('onboot') === '1',
    watchdog: keys.has('watchdog'),
    serial: keys.has('serial0'),
    agent: /^(?:1|enabled=1)/.test(keys.get('agent') ?? ''),
    passedThrough: [...keys.keys()].filter((key) => /^hostpci\d/.test(key)).length,
    unsafeCache: disks.some((disk) => /\bcache=unsafe\b/.test(disk)),
    disks: disks.length,
    withoutDiscard: disks.filter((disk) => !/\bdiscard=on\b/.test(disk)).length,
    protection: keys.get('protection') === '1',
  }
}
