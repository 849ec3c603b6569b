import { defineCause } from '../define.ts'

export const thermal = defineCause({
  id: 'hardware.thermal',
  title: 'the host was too hot and shut down',
  area: 'hardware',
  doc: '`critical temperature reached`, a hardware protection shutdown or a thermal trip in the log of the management controller. Throttling alone is a warning. A real thermal trip cuts power without a line.',
  state: 'killed',
  reach: 'node',
  planned: false,
  signals: {
    decisive: [{ kind: ['thermal.critical', 'bmc.thermal'] }],
    supporting: [{ kind: ['thermal.throttle', 'boot.unclean-end', 'boot.clean-end', 'systemd.shutdown-target'], side: 'host' }],
  },
  mustLog: undefined,
  because: (finding) => `The host was too hot: ${finding.decisive[0]?.says}.`,
  remedies: [
    { when: 'immediate', text: 'Check fans, dust and the room, then start the host.', command: 'sensors; ipmitool sdr type temperature' },
    { when: 'long-term', text: 'Alert on temperature ten degrees below critical.' },
  ],
  prevention: [{ text: 'Temperatures stay ten degrees below critical.', check: 'sensors' }],
  settle: [{ what: 'how hot it was', command: 'ipmitool sel elist | grep -i temp' }],
})
