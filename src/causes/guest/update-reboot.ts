import { defineCause } from '../define.ts'

const REBOOTS = ['logind.will-reboot', 'boot.start', 'kernel.boot', 'systemd.shutdown-target', 'systemd.shutdown-run', 'boot.clean-end']

export const guestUpdateReboot = defineCause({
  id: 'guest.update-reboot',
  title: 'the guest rebooted itself for updates',
  area: 'guest',
  doc: 'An update tool rebooted the guest (`Found /var/run/reboot-required, rebooting`; Windows 1074 by TrustedInstaller or MoUsoCoreWorker), or packages with a kernel were installed minutes before an orderly reboot. The QEMU process stays the same and the host logs no task.',
  state: 'rebooted',
  reach: 'guest',
  planned: true,
  signals: {
    decisive: [
      { kind: ['package.reboot', 'windows.update-restart'] },
      {
        // A new kernel alone reboots nothing.
        kind: 'package.upgrade',
        side: 'guest',
        with: { kind: REBOOTS, withinSeconds: 3600 },
        where: (o) =>
          /linux-image|kernel|^linux\b/.test(
            `${String(o.fields['package'] ?? '')} ${String(o.fields['kernel'] ?? '')} ${String(o.fields['rpm'] ?? '')} ${String(o.fields['list'] ?? '')} ${String(o.fields['apt'] ?? '')}`,
          ),
      },
    ],
    supporting: [
      {
        kind: ['package.upgrade', 'logind.will-reboot', 'systemd.shutdown-target', 'systemd.shutdown-run', 'boot.clean-end'],
        side: 'guest',
      },
    ],
  },
  burstMs: 60 * 60_000,
  mustLog: 'guest-log',
  suspectWhen: ['rebooted'],
  because: (finding) => {
    const tool = finding.decisive.find((o) => o.kind !== 'package.upgrade')
    return tool
      ? `The guest was rebooted by its update tool: ${tool.says}.`
      : 'A new kernel was installed in the guest and it was rebooted in order right after.'
  },
  remedies: [
    { when: 'immediate', text: 'None, if its services are back.', command: 'systemctl --failed' },
    {
      when: 'short-term',
      text: 'Move automatic reboots into a maintenance window.',
      command: 'grep -r Automatic-Reboot /etc/apt/apt.conf.d',
    },
    { when: 'long-term', text: 'Announce the window to monitoring.' },
  ],
  prevention: [
    {
      text: 'Important guests do not reboot by themselves at any hour.',
      check: 'Unattended-Upgrade::Automatic-Reboot, Windows active hours',
    },
  ],
  settle: [
    {
      what: 'whether updates ran before the reboot',
      command: 'tail -40 /var/log/apt/history.log /var/log/unattended-upgrades/unattended-upgrades.log',
    },
  ],
})
