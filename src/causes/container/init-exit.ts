import { defineCause } from '../define.ts'

export const containerInitExit = defineCause({
  id: 'container.init-exit',
  title: "the container's init exited or crashed",
  area: 'container',
  doc: 'systemd of the host reports that the main process of the container exited. A memory limit or a person is behind it when they are in the log; the failing hook of an ordinary container reboot is noise.',
  state: 'killed',
  reach: 'guest',
  planned: false,
  signals: {
    decisive: [{ kind: 'ct.init-exit', where: (o) => /killed|dumped|status=(?:[2-9]|\d\d)/.test(String(o.fields['what'])) }],
    supporting: [{ kind: ['ct.init-exit', 'scope.deactivated', 'ct.limit'] }],
    contradicting: [{ kind: 'task.started', where: (o) => /^vz(?:stop|shutdown|reboot)$/.test(String(o.fields['type'])) }],
  },
  splitBy: ['guest'],
  mustLog: 'host-log',
  because: (finding) =>
    `The init of ${finding.about.guest === undefined ? 'the container' : `container ${finding.about.guest}`} ended: ${String(finding.decisive[0]?.fields['what'] ?? '')}.`,
  remedies: [{ when: 'immediate', text: 'Start it in the foreground and read what it says.', command: 'pct start {guest} --debug' }],
  prevention: [{ text: 'The container starts cleanly.', check: 'systemctl --failed pve-container@*' }],
  settle: [{ what: 'why its init ended', command: 'journalctl -u pve-container@{guest} --no-pager | tail -40' }],
})
