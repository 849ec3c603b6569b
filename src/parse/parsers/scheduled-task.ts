import type { LogRecord } from '../../model/index.ts'
import { defineParser } from '../define.ts'

const JOB = /^\([\w.-]+\) CMD \((?<command>.{3,120})\)\s*$/
/** What every machine runs by the clock; it starts no guest and stops none. */
const HOUSEKEEPING =
  /run-parts|debian-sa1|scrub|logrotate|certbot|pveupdate|mdadm|anacron|apt|sysstat|e2scrub|fstrim|zabbix|\/dev\/null 2>&1 \|\| true$/
const TASK =
  /starting task UPID:[^:]+:[^:]+:[^:]+:[^:]+:(?<type>(?:qm|vz)(?:stop|shutdown|reset|reboot|suspend|rollback|destroy)):(?<guest>\d+):/
const AT_ONCE_MS = 10_000
const CHILD_PIDS = 200

const GOING_DOWN = /^The system will (?:power off|reboot|halt) now!|^System is (?:powering down|rebooting|halting)/
/** A unit of somebody's own that turns the machine off; systemd's own carry its name. */
const OWN_UNIT =
  /^Start(?:ing|ed) (?<command>(?!systemd-|plymouth|unattended-upgrades)[\w@.-]*(?:shutdown|poweroff|power-off|reboot|suspend|rtcwake)[\w@.-]*\.service)/

/**
 * A task that the command line (`qm`, `pct`) began, or a shutdown of the machine, right after cron had started a job (a task
 * as a process that follows the job's): the job did it, although the task says root.
 */
export const scheduledTaskParser = defineParser({
  id: 'scheduled-task',
  title: 'Tasks and shutdowns begun by a cron job',
  emits: ['automation.run', 'shutdown.scheduled'],
  literals: [' CMD (', 'starting task UPID:', 'The system will ', 'System is ', '.service'],
  // The tasks are looked for by their own parser; the job stands a few seconds before.
  journal: {
    anchor: GOING_DOWN,
    anchorLiterals: ['The system will ', 'System is '],
    intent: true,
    nearby: new RegExp(`${JOB.source}|${GOING_DOWN.source}|${OWN_UNIT.source.replace('?<command>', '?:')}`),
    nearbyLiterals: [' CMD (', 'The system will ', 'System is ', 'shutdown', 'poweroff', 'power-off', 'reboot', 'suspend', 'rtcwake'],
  },
  start(source, emit) {
    let job: { command: string; record: LogRecord } | null = null
    return {
      open: false,
      see(record) {
        if (record.ident === 'CRON' || record.ident === 'cron' || record.ident === 'crond') {
          const command = JOB.exec(record.message)?.groups?.['command']
          if (command !== undefined && !HOUSEKEEPING.test(command)) job = { command, record }
          return
        }
        if (record.ident === 'systemd') {
          const unit = OWN_UNIT.exec(record.message)?.groups?.['command']
          if (unit !== undefined) job = { command: unit, record }
          return
        }
        if (job && record.ident === 'systemd-logind' && GOING_DOWN.test(record.message)) {
          if (job.record.at !== null && record.at !== null && record.at - job.record.at <= AT_ONCE_MS)
            emit({
              kind: 'shutdown.scheduled',
              at: record.at,
              side: source.side,
              witness: 'daemon',
              salience: 'intent',
              about: record.host === undefined ? {} : { node: record.host },
              fields: { command: job.command },
              says: `a scheduled job (${job.command}) ran just before the machine went down`,
              cites: [job.record, record],
            })
          return
        }
        if (!job || (record.ident !== 'qm' && record.ident !== 'pct')) return
        const task = TASK.exec(record.message)?.groups
        if (!task || job.record.at === null || record.at === null || record.at - job.record.at > AT_ONCE_MS) return
        const [parent, child] = [job.record.pid, record.pid]
        if (parent !== undefined && child !== undefined && (child < parent || child > parent + CHILD_PIDS)) return
        emit({
          kind: 'automation.run',
          at: record.at,
          side: source.side,
          witness: 'daemon',
          salience: 'intent',
          about: { guest: task['guest']!, ...(record.host === undefined ? {} : { node: record.host }) },
          fields: { command: job.command },
          says: `a cron job (${job.command}) began ${task['type']} of ${task['guest']}`,
          cites: [job.record, record],
        })
      },
      end() {},
    }
  },
})
