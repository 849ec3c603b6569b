import { defineCause } from '../define.ts'

export const hostLivelock = defineCause({
  id: 'memory.host-livelock',
  title: 'the host was so short of memory that it froze without killing anything',
  area: 'memory',
  doc: 'Allocations wait for minutes (`page allocation stalls for … ms`), corosync is not scheduled, the status daemon needs a minute for one round, swap is full, and yet nothing is killed. Guests stand still. Hung tasks that wait on a disk or NFS are another cause.',
  state: 'hung',
  reach: 'node',
  planned: false,
  signals: {
    decisive: [
      { kind: 'memory.pressure', where: (o) => Number(o.fields['percent']) >= 50 },
      // A node that stands still for so long with no swap left is reclaiming memory.
      {
        kind: 'corosync.not-scheduled',
        side: 'host',
        where: (o) => Number(o.fields['ms'] ?? o.fields['pause'] ?? 0) >= 10_000,
        with: { kind: ['memory.swap-full', 'memory.pressure'], withinSeconds: 600 },
      },
      { kind: 'kernel.allocation-stall', side: 'host', where: (o) => Number(o.fields['ms'] ?? 0) >= 10_000 },
      {
        kind: 'kernel.allocation-stall',
        where: (o) => Number(o.fields['ms'] ?? 0) >= 60_000 && /kvm|qemu|KVM/.test(o.about.process ?? ''),
      },
      // Nothing but the want of memory keeps the thread busy that frees it.
      { kind: 'kernel.soft-lockup', side: 'host', where: (o) => /^(?:kswapd|kcompactd)\d/.test(String(o.fields['stuck'] ?? '')) },
    ],
    supporting: [{ kind: ['corosync.not-scheduled', 'pve.status-slow', 'memory.swap-full', 'kernel.hung-task', 'kernel.soft-lockup'] }],
    contradicting: [],
  },
  suspectWhen: ['hung'],
  because(finding) {
    const worst = finding.decisive.reduce((most, o) => Math.max(most, Number(o.fields['ms'] ?? Number(o.fields['seconds'] ?? 0) * 1000)), 0)
    if (finding.decisive.every((o) => o.kind === 'kernel.soft-lockup'))
      return `The kernel thread that frees memory (${String(finding.decisive[0]?.fields['stuck'])}) kept a processor for ${Math.round(worst / 1000)} s: the host was reclaiming memory instead of working, and its guests stood still.`
    const pressure = finding.decisive.find((o) => o.kind === 'memory.pressure')
    if (pressure)
      return `Every task of the host waited for memory ${String(pressure.fields['percent'])} % of the time: it was reclaiming memory instead of working, and its guests stood still.`
    const starved = finding.decisive.find((o) => o.kind === 'corosync.not-scheduled')
    if (starved)
      return `With no swap left the host gave corosync no processor for ${Math.round(Number(starved.fields['ms'] ?? starved.fields['pause']) / 1000)} s: it was reclaiming memory instead of working, and its guests stood still.`
    return `A process of the host waited ${Math.round(worst / 1000)} s for memory: the host was reclaiming memory instead of working, and its guests stood still.`
  },
  remedies: [
    {
      when: 'immediate',
      text: 'Stop what is not needed, the largest guest first, or the backup that runs.',
      command: 'cat /proc/pressure/memory; ps -eo pid,rss,args --sort=-rss | head',
    },
    { when: 'short-term', text: 'Keep more memory free: fewer guests, vm.min_free_kbytes, no swap on ZFS volumes.' },
    { when: 'long-term', text: 'Add memory.' },
  ],
  prevention: [{ text: 'Memory pressure of the host stays near zero.', check: 'PSI memory full avg10 < 10' }],
  settle: [{ what: 'how long processes wait for memory', command: 'cat /proc/pressure/memory' }],
})
