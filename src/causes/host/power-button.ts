import { defineCause } from '../define.ts'

export const hostPowerButton = defineCause({
  id: 'host.power-button',
  title: 'the power button of the host (or ctrl-alt-del) was pressed',
  area: 'host',
  doc: 'logind of the host reports the power key, or systemd ctrl-alt-del; the host then goes down in order. Inside a guest the same line means that the hypervisor asked it to shut down.',
  state: 'stopped',
  reach: 'node',
  planned: null,
  signals: {
    decisive: [{ kind: ['logind.power-key', 'ctrl-alt-del', 'bmc.power-button'], side: 'host' }],
    supporting: [
      {
        kind: ['logind.will-poweroff', 'logind.will-reboot', 'host.guests-stopped', 'systemd.shutdown-target', 'boot.clean-end'],
        side: 'host',
      },
    ],
  },
  mustLog: 'host-log',
  because: (finding) =>
    finding.decisive.some((o) => o.kind === 'ctrl-alt-del')
      ? 'Ctrl-alt-del was pressed at the console of the host and it rebooted.'
      : 'The power button of the host was pressed and it shut down in order.',
  remedies: [
    { when: 'immediate', text: 'Ask who was at the machine; start the guests.', command: 'qm list' },
    {
      when: 'long-term',
      text: 'Let the button do nothing.',
      command: 'HandlePowerKey=ignore in /etc/systemd/logind.conf; systemctl mask ctrl-alt-del.target',
    },
  ],
  prevention: [{ text: 'The power button and ctrl-alt-del are disabled.', check: 'HandlePowerKey ≠ ignore' }],
  settle: [{ what: 'whether the key was pressed', command: 'journalctl -u systemd-logind -b -1 --no-pager | tail' }],
})
