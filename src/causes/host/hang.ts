import { defineCause } from '../define.ts'

export const hostHang = defineCause({
  id: 'host.hang',
  title: 'the host stopped without a word until someone reset it',
  area: 'host',
  doc: 'The log ends in the middle of ordinary work, and the host comes back only when a person acts. From the log alone this looks like a power loss; only the management controller, the UPS or somebody who stood there can tell. It is concluded only when the host is shown to have had power.',
  state: 'hung',
  reach: 'node',
  planned: false,
  signals: {
    decisive: [{ kind: 'bmc.watchdog', where: () => false }],
    supporting: [{ kind: ['boot.unclean-end', 'journal.unclean'], side: 'host' }],
    contradicting: [{ kind: ['power.ac-lost', 'kernel.panic', 'boot.clean-end', 'watchdog.expired'], side: 'host' }],
  },
  because: () => 'The log of the host ends in the middle of its work.',
  remedies: [
    {
      when: 'immediate',
      text: 'Read the event log of the management controller before anything else.',
      command: 'ipmitool sel elist | tail',
    },
    { when: 'long-term', text: 'A hardware watchdog, netconsole or a serial log.' },
  ],
  prevention: [{ text: 'A hardware watchdog is active.', check: 'wdctl' }],
  settle: [{ what: 'whether it hung or lost power', command: 'ipmitool sel elist | tail -30; nvme smart-log /dev/nvme0 | grep -i unsafe' }],
})
