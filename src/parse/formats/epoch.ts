import { defineFormat } from '../define.ts'
import { hostAndTold } from './speaker.ts'

const UNIX = /^(\d{9,10}\.\d{3,9}) (.*)$/s

/**
 * `journalctl -o short-unix`: seconds since the epoch, proof against time zones.
 *
 *     1753831165.123456 pve kernel: …
 */
export const epoch = defineFormat({
  id: 'short-unix',
  title: 'journalctl -o short-unix',
  rank: 12,
  samples: ['1753831165.123456 pve kernel: kvm invoked oom-killer'],
  parse(line) {
    const match = UNIX.exec(line)
    return match ? { time: { kind: 'epoch', ms: Number(match[1]) * 1000 }, ...hostAndTold(match[2]!) } : null
  },
})
