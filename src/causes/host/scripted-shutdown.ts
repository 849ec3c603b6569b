import { defineCause } from '../define.ts'

export const hostScriptedShutdown = defineCause({
  id: 'host.scripted-shutdown',
  title: 'a script or timer on the host shut it down',
  area: 'host',
  doc: 'cron, a systemd timer or a script ran the shutdown command of the host. Nobody was at the keyboard.',
  state: 'stopped',
  reach: 'node',
  planned: true,
  signals: {
    decisive: [
      { kind: 'shutdown.scheduled', side: 'host' },
      { kind: 'shutdown.command', side: 'host', where: (o) => /cron|anacron|atd|systemd/i.test(o.cites[0].ident ?? '') },
    ],
    supporting: [
      {
        kind: ['host.guests-stopped', 'systemd.shutdown-target', 'logind.will-reboot', 'logind.will-poweroff', 'boot.clean-end'],
        side: 'host',
      },
    ],
  },
  mustLog: 'host-log',
  because: (finding) => `A schedule on the host ran \`${String(finding.decisive[0]?.fields['command'] ?? 'a shutdown')}\`.`,
  remedies: [
    {
      when: 'immediate',
      text: 'Find and disable the schedule.',
      command: 'grep -rE "reboot|shutdown|poweroff" /etc/cron* /var/spool/cron /etc/systemd/system',
    },
  ],
  prevention: [{ text: 'No schedule powers the host off.', check: 'cron and timers with reboot or poweroff' }],
  settle: [{ what: 'which schedules power the host off', command: 'grep -rE "reboot|shutdown|poweroff" /etc/cron* /var/spool/cron' }],
})
