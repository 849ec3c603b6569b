import { defineCause } from '../define.ts'

const gib = (kib: unknown) => (typeof kib === 'number' ? `${(kib / 1024 / 1024).toFixed(1)} GiB` : null)

export const hostOom = defineCause({
  id: 'memory.host-oom',
  title: 'the host ran out of memory and its kernel killed the guest',
  area: 'memory',
  doc: 'The kernel of the host reports `invoked oom-killer`, a task table and `Killed process … (kvm)`. The process that asked last is not the culprit and the victim is only the largest process. A guest never uses more than its configured memory: what counts is the sum. A report with a memory limit of a cgroup is another cause, and so is a report in the log of a guest.',
  state: 'killed',
  reach: 'guest',
  planned: false,
  signals: {
    decisive: [
      {
        kind: 'kernel.oom-report',
        side: 'host',
        where: (o) =>
          // Of a report that is cut off after its first line nobody can say whose memory it was.
          (o.fields['scope'] === 'global' || (o.fields['scope'] === 'unknown' && (o.about.process ?? o.about.cgroup) !== undefined)) &&
          // A process of a container is a process of the host: the memory that ran out was the host's.
          (o.fields['victimIsVmm'] === true || /^\/lxc[/.]/.test(o.about.cgroup ?? String(o.fields['cgroup'] ?? ''))) &&
          o.fields['noVictim'] !== true,
      },
      { kind: 'unit.failed-oom', side: 'host', where: (o) => /^(?:\d+|machine-qemu\S*)\.scope$/.test(o.about.unit ?? '') },
    ],
    supporting: [
      { kind: 'kernel.oom-report', side: 'host', where: (o) => o.fields['scope'] === 'unknown' && o.about.process === undefined },
      {
        kind: [
          'unit.oom-killed',
          'memory.swap-full',
          'unit.memory-peak',
          'corosync.not-scheduled',
          'pve.status-slow',
          'tap.disabled',
          'scope.deactivated',
          'qmeventd.cleanup',
          'boot.unclean-end',
          'journal.unclean',
        ],
      },
    ],
  },
  splitBy: ['guest', 'pid'],
  mustLog: 'host-kernel',
  suspectWhen: ['killed', 'stopped'],
  because(finding) {
    const report = finding.decisive.find((o) => o.kind === 'kernel.oom-report')
    const victim = finding.about.guest === undefined ? 'the QEMU process' : `the process of VM ${finding.about.guest}`
    const pid = finding.about.pid === undefined ? '' : ` (pid ${finding.about.pid})`
    const used = gib(report?.fields['anonRssKiB'])
    const total = gib(report?.fields['managedKiB'])
    const held = used === null ? '' : ` It held ${used}${total === null ? '' : ` of the ${total} that the host has`}.`
    return `The host ran out of memory and its kernel killed ${victim}${pid}.${held}`
  },
  remedies: [
    { when: 'immediate', text: 'Start the guest again once something else has given memory back.', command: 'qm start {guest}' },
    { when: 'immediate', text: 'See what holds the memory now.', command: 'free -m; ps -eo pid,rss,args --sort=-rss | head -15' },
    {
      when: 'short-term',
      text: 'Lower the memory of guests until their sum leaves room for the host (2 GiB or 10 %, plus the ZFS cache).',
      command: 'qm set <vmid> --memory <MiB>',
    },
    { when: 'short-term', text: 'Add a few GiB of swap, not on a ZFS volume.' },
    { when: 'long-term', text: 'Add memory or move guests to another node; keep 20 to 30 % free as a rule.' },
  ],
  prevention: [
    {
      text: 'The memory of all running guests, containers, the ZFS cache and 2 GiB for the host fits into the host.',
      check: 'Σ memory of running and onboot guests + arc_max + 2 GiB ≤ MemTotal',
    },
  ],
  settle: [
    {
      what: 'whether the kernel of the host killed a process for memory',
      command: 'journalctl -k --since "-2 days" --grep "oom-kill|Out of memory|Killed process" --no-pager',
    },
  ],
})
