import { defineCause } from '../define.ts'

export const hostBmcReset = defineCause({
  id: 'host.bmc-reset',
  title: 'a hardware watchdog or the management controller reset the host',
  area: 'host',
  doc: 'The event log of the management controller or the firmware says that a watchdog or a remote power command reset the machine. Why the watchdog was not fed is the next question.',
  state: 'killed',
  reach: 'node',
  planned: false,
  signals: {
    decisive: [{ kind: 'bmc.watchdog' }],
    supporting: [{ kind: ['boot.unclean-end', 'journal.unclean', 'kernel.soft-lockup'], side: 'host' }],
  },
  because: (finding) => `The hardware reset the host: ${finding.decisive[0]?.says}.`,
  remedies: [
    {
      when: 'immediate',
      text: 'Read the event log of the controller around that time, and who was logged in to it.',
      command: 'ipmitool sel elist | tail -30',
    },
  ],
  prevention: [{ text: 'Access to the management controller is logged and limited.', check: 'BMC users' }],
  settle: [{ what: 'what the controller did', command: 'ipmitool sel elist | tail -30' }],
})
