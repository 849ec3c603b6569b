import { defineCause } from '../define.ts'

export const guestReboot = defineCause({
  id: 'guest.reboot',
  title: 'somebody or something inside the guest rebooted it',
  area: 'guest',
  doc: 'The guest rebooted in order at a command from inside, without updates before it and without a task on the host.',
  state: 'rebooted',
  reach: 'guest',
  planned: true,
  signals: {
    decisive: [
      { kind: ['shutdown.command', 'shutdown.typed'], side: 'guest', where: (o) => /reboot|-r\b|init 6/.test(String(o.fields['command'])) },
      { kind: 'logind.will-reboot', side: 'guest' },
      { kind: 'windows.user-shutdown', where: (o) => /restart/.test(String(o.fields['action'])) },
    ],
    supporting: [
      // A watchdog and a triple fault reset the guest with the same words.
      { kind: 'qemu.event-end', where: (o) => o.fields['reason'] === 'guest-reset' },
      { kind: ['systemd.shutdown-target', 'systemd.shutdown-run', 'journal.stopped', 'boot.clean-end'], side: 'guest' },
    ],
  },
  mustLog: 'guest-log',
  suspectWhen: ['rebooted'],
  because(finding) {
    const command = finding.decisive.find((o) => typeof o.fields['command'] === 'string')
    return command
      ? `Inside the guest ${command.says}, and it rebooted in order.`
      : 'The guest rebooted in order; the request came from inside.'
  },
  remedies: [{ when: 'immediate', text: 'None, if its services are back; ask the one who did it.', command: 'systemctl --failed' }],
  prevention: [{ text: 'Only administrators may reboot the guest.', check: 'sudo rules and schedules with reboot' }],
  settle: [{ what: 'who asked inside the guest', command: 'journalctl -b -1 -n 200 --no-pager | grep -iE "sudo|reboot|shutdown|logind"' }],
})
