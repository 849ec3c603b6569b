import { defineCause } from '../define.ts'

export const guestOom = defineCause({
  id: 'guest.oom',
  title: 'memory ran out inside the guest',
  area: 'guest',
  doc: "The guest's own kernel killed a process for memory, or found nobody to kill. The host is not involved: its log is silent. When the log of the guest goes on and only one program died, the guest was never down.",
  state: 'degraded',
  reach: 'guest',
  planned: false,
  signals: {
    decisive: [
      {
        kind: 'kernel.oom-report',
        side: 'guest',
        where: (o) => !/lxc/.test(`${String(o.fields['oomMemcg'] ?? '')}${o.about.cgroup ?? ''}`),
      },
      { kind: ['guest.freebsd-oom', 'windows.low-memory'] },
    ],
    supporting: [{ kind: ['unit.oom-killed', 'unit.failed-oom', 'guest.app-activity', 'kernel.panic', 'kernel.hung-task'], side: 'guest' }],
  },
  mustLog: 'guest-log',
  suspectWhen: ['degraded', 'hung'],
  because(finding) {
    const report = finding.decisive[0]
    if (report?.fields['noVictim'] === true) return 'The guest ran out of memory and its kernel found no process left to kill.'
    return `The guest ran out of memory and its kernel killed ${finding.about.process ?? 'a process'}${finding.about.pid === undefined ? '' : ` (pid ${finding.about.pid})`} inside it.`
  },
  remedies: [
    {
      when: 'immediate',
      text: 'Restart the service that was killed; restart the guest if it does not answer.',
      command: 'systemctl --failed',
    },
    {
      when: 'short-term',
      text: 'Give the guest more memory or some swap, or its program a limit.',
      command: 'qm set {guest} --memory <MiB>',
    },
    { when: 'long-term', text: 'Size the program for the guest; alert at 90 % of memory.' },
  ],
  prevention: [{ text: 'The guest has swap and stays below 90 % of its memory.', check: 'guest memory > 90 % and swap = 0' }],
  settle: [
    {
      what: 'whether the kernel of the guest killed for memory',
      command: 'journalctl -k -b -1 --grep "Out of memory|oom-kill" --no-pager',
    },
  ],
})
