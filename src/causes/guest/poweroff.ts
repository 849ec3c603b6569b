import { defineCause } from '../define.ts'

export const guestPoweroff = defineCause({
  id: 'guest.poweroff',
  title: 'somebody or something inside the guest powered it off',
  area: 'guest',
  doc: 'The guest went down in order, and the request came from inside: a shutdown command by a user, a schedule, or Windows 1074 with a power off. There is no task on the host. A guest agent call or a virtual power key means that the hypervisor side asked instead.',
  state: 'stopped',
  reach: 'guest',
  planned: true,
  signals: {
    decisive: [
      {
        kind: ['shutdown.command', 'shutdown.typed'],
        side: 'guest',
        where: (o) => !/reboot|-r\b|init 6/.test(String(o.fields['command'])),
      },
      { kind: 'logind.will-poweroff', side: 'guest' },
      { kind: 'windows.user-shutdown', where: (o) => /power off|shutdown/.test(String(o.fields['action'])) },
    ],
    supporting: [
      // A shutdown asked for from outside ends the same way.
      { kind: 'qemu.event-end', where: (o) => o.fields['reason'] === 'guest-shutdown' },
      { kind: ['systemd.shutdown-target', 'systemd.shutdown-run', 'journal.stopped', 'boot.clean-end'], side: 'guest' },
      { kind: ['qmeventd.cleanup', 'scope.deactivated'] },
    ],
  },
  mustLog: 'guest-log',
  suspectWhen: ['stopped'],
  because(finding) {
    const command = finding.decisive.find((o) => typeof o.fields['command'] === 'string')
    const user = finding.decisive.find((o) => typeof o.fields['user'] === 'string')?.fields['user']
    return command
      ? `Inside the guest ${command.says.replace(/^somebody /, user === undefined ? 'somebody ' : `${String(user)} `)}, and it went down in order.`
      : 'The guest powered itself off in order; nothing shows a request from outside.'
  },
  remedies: [
    { when: 'immediate', text: 'Start the guest.', command: 'qm start {guest}' },
    {
      when: 'short-term',
      text: 'Ask the one who did it; look into their shell history and schedules.',
      command: 'last -x | head; journalctl _COMM=sudo -b -1 --no-pager | tail',
    },
  ],
  prevention: [{ text: 'Only administrators may power the guest off.', check: 'sudo rules and schedules with poweroff' }],
  settle: [{ what: 'who asked inside the guest', command: 'journalctl -b -1 -n 200 --no-pager | grep -iE "sudo|power|shutdown|logind"' }],
})
