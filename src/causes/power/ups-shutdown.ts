import { defineCause } from '../define.ts'

export const upsShutdown = defineCause({
  id: 'power.ups-shutdown',
  title: 'the UPS software shut the host down',
  area: 'power',
  doc: 'The UPS ran on battery and its software (NUT, apcupsd) shut the host down in order, and the guests with it. A battery test or a short dip without a shutdown line is no outage.',
  state: 'stopped',
  reach: 'node',
  planned: true,
  signals: {
    decisive: [{ kind: 'ups.shutdown', side: 'host' }],
    supporting: [
      {
        kind: ['ups.on-battery', 'ups.low-battery', 'host.guests-stopped', 'systemd.shutdown-target', 'boot.clean-end', 'ups.power-back'],
        side: 'host',
      },
    ],
  },
  burstMs: 60 * 60_000,
  mustLog: 'host-log',
  because: (finding) => `Mains power failed and the UPS software shut the host down (${finding.decisive[0]?.says}).`,
  remedies: [
    {
      when: 'immediate',
      text: 'When power is back and the battery charged, check that all guests run.',
      command: 'upsc ups@localhost; qm list',
    },
    { when: 'long-term', text: 'A battery that lasts longer than stopping all guests takes.' },
  ],
  prevention: [{ text: 'The battery lasts longer than the shutdown of all guests.', check: 'runtime > Σ shutdown timeouts' }],
  settle: [{ what: 'what the UPS software did', command: 'journalctl -u nut-monitor -u apcupsd -b -1 --no-pager | tail -30' }],
})
