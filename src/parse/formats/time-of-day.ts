import { defineFormat } from '../define.ts'
import { hostAndTold } from './speaker.ts'

const TIME = /^(\d\d):(\d\d):(\d\d(?:[.,]\d{1,9})?)\s+(.*)$/s

/**
 * Only the time of day, as people shorten logs in reports.
 *
 *     03:24:59 pz3 watchdog-mux[1423]: client (PID 3918) watchdog is about to expire
 */
export const timeOfDay = defineFormat({
  id: 'time-of-day',
  title: 'time of day only',
  rank: 40,
  samples: [
    '03:24:59 pz3 watchdog-mux[1423]: client (PID 3918) watchdog is about to expire',
    '07:45:58 kernel: nvme nvme2: controller is down',
  ],
  parse(line) {
    const match = TIME.exec(line)
    if (!match) return null
    const [, hour, minute, second, rest] = match as unknown as string[]
    const parts = { hour: Number(hour), minute: Number(minute), second: Number(second!.replace(',', '.')) }
    return parts.hour < 24 && parts.minute < 60 && parts.second < 61
      ? { time: { kind: 'time-of-day', ...parts }, ...hostAndTold(rest!) }
      : null
  },
})
