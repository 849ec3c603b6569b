import { defineFormat } from '../define.ts'
import { toldBy } from './speaker.ts'

const PROGRAM =
  /^(?:kernel|QEMU|qemu-ga|systemd|systemd-[\w-]+|corosync|pmxcfs|pve[\w-]*|qm|qmeventd|watchdog-mux|vzdump|zed|smartd|dmeventd|upsmon|apcupsd|journalctl)(?:\[\d+\])?:/

/** A line without a stamp that still names its program: `kernel: …`, `pvescheduler[33256]: …`. */
export const bare = defineFormat({
  id: 'bare',
  title: 'program and message without a stamp',
  rank: 60,
  samples: [
    'kernel: CPU 3/KVM invoked oom-killer',
    'pvescheduler[33256]: VM 201 qga command failed',
    'systemd-logind: Power key pressed short.',
  ],
  parse(line) {
    return PROGRAM.test(line) ? { time: null, ...toldBy(line) } : null
  },
})
