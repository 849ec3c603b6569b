import { defineCause } from '../define.ts'

export const powerLoss = defineCause({
  id: 'power.loss',
  title: 'the host lost power',
  area: 'power',
  doc: 'The log of the host ends in the middle of its work and nothing explains it. Only something outside can tell a power loss from a freeze: the event log of the management controller, the UPS, a neighbour on the same circuit, the count of unsafe shutdowns of a drive. Without such a witness the answer is not known.',
  state: 'killed',
  reach: 'node',
  planned: false,
  signals: {
    decisive: [{ kind: 'power.ac-lost' }, { kind: 'ups.low-battery', side: 'host' }],
    supporting: [
      { kind: ['boot.unclean-end', 'journal.unclean', 'clock.lost-at-boot', 'smart.unsafe-shutdown', 'ups.on-battery'], side: 'host' },
    ],
    contradicting: [{ kind: ['kernel.panic', 'boot.clean-end', 'ups.shutdown', 'watchdog.expired', 'systemd.shutdown-run'], side: 'host' }],
  },
  because: (finding) => `The host lost its power: ${finding.decisive[0]?.says}.`,
  remedies: [
    {
      when: 'immediate',
      text: 'Check the filesystems and arrays, then that all guests with onboot are running.',
      command: 'zpool status -x; cat /proc/mdstat; qm list',
    },
    { when: 'short-term', text: 'Let the host start again when power returns (firmware setting).' },
    { when: 'long-term', text: 'A UPS that shuts the host down in time; two supplies on two feeds.' },
  ],
  prevention: [{ text: 'A UPS watches over the host.', check: 'upsmon or apcupsd active' }],
  settle: [{ what: 'whether mains power failed', command: 'ipmitool sel elist | tail -30; ipmitool chassis status | grep "Last Power"' }],
})
