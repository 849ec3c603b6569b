import { defineCause } from '../define.ts'

export const hostShutdown = defineCause({
  id: 'host.shutdown',
  title: 'somebody shut the host down or rebooted it',
  area: 'host',
  doc: 'The host went down in order: a command, the interface, `stopall`, systemd reaching its reboot target. Guests are stopped by that. A power button, a UPS or heat can be what asked for it; a watchdog line during the shutdown is noise.',
  state: 'stopped',
  reach: 'node',
  planned: true,
  signals: {
    decisive: [
      {
        kind: [
          'shutdown.command',
          'shutdown.typed',
          'host.access-shutdown',
          'host.guests-stopped',
          'host.stopping-guests-unit',
          'logind.will-reboot',
          'logind.will-poweroff',
          'ha.shutdown-policy',
          'systemd.shutdown-run',
        ],
        side: 'host',
      },
      { kind: 'task.started', where: (o) => o.fields['type'] === 'stopall' },
      // systemd ends the processes of guests only when the machine goes down.
      { kind: 'qemu.killed', side: 'host', where: (o) => /systemd$|\/sbin\/init$/.test(String(o.fields['killer'] ?? '')) },
      { kind: 'systemd.shutdown-target', side: 'host' },
    ],
    supporting: [{ kind: ['boot.clean-end', 'journal.stopped', 'node.shutdown-by-admin', 'boot.start', 'package.upgrade'], side: 'host' }],
    contradicting: [],
  },
  burstMs: 30 * 60_000,
  mustLog: 'host-log',
  suspectWhen: ['stopped', 'killed', 'rebooted'],
  because(finding) {
    const command = finding.decisive.find((o) => typeof o.fields['command'] === 'string' && o.kind.startsWith('shutdown.'))
    const user = finding.decisive.find((o) => o.kind === 'host.access-shutdown')?.fields['user']
    return command
      ? `On the host ${command.says}; it went down in order and took its guests with it.`
      : user !== undefined
        ? `${String(user)} asked the host to go down through the interface.`
        : 'The host went down in order and stopped its guests; its log has the shutdown from beginning to end.'
  },
  remedies: [
    { when: 'immediate', text: 'Check that all guests that should run are running.', command: 'qm list; pct list' },
    { when: 'short-term', text: 'Set onboot and a start order for guests that must come back.', command: 'qm set {guest} --onboot 1' },
    { when: 'long-term', text: 'Maintenance with migration of guests before a reboot.' },
  ],
  prevention: [{ text: 'Guests that must run have onboot set.', check: 'running guest without onboot' }],
  settle: [{ what: 'whether the host went down in order', command: 'journalctl -b -1 -n 60 --no-pager; last -x | head' }],
})
