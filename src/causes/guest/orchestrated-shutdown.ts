import { defineCause } from '../define.ts'

export const guestOrchestratedShutdown = defineCause({
  id: 'guest.orchestrated-shutdown',
  title: 'an agent inside the guest shut it down: UPS client, cluster manager, updater',
  area: 'guest',
  doc: 'A UPS client in the guest, kured, pacemaker or cloud-init asked for the shutdown. It is planned by that software, not by a person.',
  state: 'stopped',
  reach: 'guest',
  planned: true,
  signals: {
    decisive: [
      { kind: 'guest.orchestrated', side: 'guest' },
      { kind: 'ups.shutdown', side: 'guest' },
    ],
    supporting: [
      {
        kind: ['ups.on-battery', 'ups.low-battery', 'systemd.shutdown-target', 'logind.will-poweroff', 'logind.will-reboot'],
        side: 'guest',
      },
    ],
  },
  mustLog: 'guest-log',
  because: (finding) =>
    `Software inside the guest shut it down: ${String(finding.decisive[0]?.fields['what'] ?? finding.decisive[0]?.says)}.`,
  remedies: [{ when: 'immediate', text: 'Start the guest when the reason is gone.', command: 'qm start {guest}' }],
  prevention: [{ text: 'Agents that may shut guests down are known.', check: 'upsmon, pacemaker, kured in guests' }],
  settle: [{ what: 'which agent asked', command: 'journalctl -b -1 -n 300 --no-pager | grep -iE "ups|fence|kured|pacemaker"' }],
})
