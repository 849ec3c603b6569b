import { noStopBackup } from './no-stop-backup.ts'
import { verifyVerifier } from './verify.ts'

const target = { guest: '102' }
const JOBS = '/etc/pve/jobs.cfg'
const job = (...settings: string[]) => `vzdump: backup-1a2b3c4d-0001\n${settings.map((one) => `\t${one}\n`).join('')}\n`

verifyVerifier(noStopBackup, {
  done: {
    snapshot: { files: { [JOBS]: job('schedule 02:00', 'enabled 1', 'mode snapshot', 'vmid 100,102') }, target },
    'snapshot is the default': { files: { [JOBS]: job('schedule 02:00', 'vmid 102') }, target },
    'the one that stops is switched off': { files: { [JOBS]: job('enabled 0', 'mode stop', 'all 1') }, target },
    'left out of the one that stops': {
      files: { [JOBS]: job('all 1', 'exclude 101,102', 'mode stop') },
      target,
      because: /No backup job has/,
    },
    'others are stopped': { files: { [JOBS]: job('vmid 1020,103', 'mode stop') }, target },
    'cron of older versions': {
      files: { '/etc/pve/vzdump.cron': '0 2 * * 6           root vzdump 100 102 --mode snapshot --quiet 1' },
      target,
    },
  },
  notDone: {
    'named in a job that stops': { files: { [JOBS]: job('vmid 102', 'mode snapshot') + job('vmid 100,102', 'mode stop') }, target },
    'all are stopped': { files: { [JOBS]: job('all 1', 'mode stop') }, target },
    suspended: { files: { [JOBS]: job('vmid 102', 'mode suspend') }, target, because: /suspend/ },
    'cron of older versions': {
      files: { '/etc/pve/vzdump.cron': '0 2 * * 6           root vzdump 100 102 --mode stop --quiet 1' },
      target,
    },
  },
  unseen: {
    'a pool is stopped': { files: { [JOBS]: job('pool important', 'mode stop') }, target, because: /pool/ },
    'commented cron': { files: { 'x.cron': '#0 2 * * 6 root vzdump 102 --mode stop' }, target },
  },
})
