import { defineCause } from '../define.ts'

export const vmLimit = defineCause({
  id: 'memory.vm-limit',
  title: "the guest's process hit the memory limit of its own cgroup",
  area: 'memory',
  doc: 'A memory limit on the scope, slice or pod of QEMU (libvirt hard_limit, KubeVirt, a MemoryMax drop-in) was too small for the guest plus the overhead of QEMU, and the kernel killed it. `Memory cgroup out of memory` or `mem_cgroup_out_of_memory` in the trace shows it. The host had memory. Proxmox sets no such limit by itself.',
  state: 'killed',
  reach: 'guest',
  planned: false,
  signals: {
    decisive: [
      { kind: 'kernel.oom-report', where: (o) => o.fields['scope'] === 'memcg' && o.fields['victimIsVmm'] === true },
      {
        // The kill line is cut off: the cgroup is at its limit, and QEMU's own monitor fell silent in that second.
        kind: 'kernel.oom-report',
        side: 'host',
        where: (o) =>
          o.fields['scope'] === 'memcg' &&
          o.about.process === undefined &&
          typeof o.fields['limitKiB'] === 'number' &&
          Number(o.fields['usageKiB']) >= o.fields['limitKiB'],
        with: { kind: ['qemu.monitor-lost'], withinSeconds: 10 },
      },
    ],
    supporting: [
      { kind: 'kernel.oom-report', side: 'host', where: (o) => o.fields['scope'] === 'unknown' && o.about.process === undefined },
      { kind: ['unit.oom-killed', 'unit.failed-oom', 'scope.deactivated', 'qmeventd.cleanup'] },
    ],
  },
  splitBy: ['guest', 'pid'],
  mustLog: 'host-kernel',
  suspectWhen: [],
  because(finding) {
    const report = finding.decisive[0]
    const limit = report?.fields['limitKiB']
    return `The process of ${finding.about.guest === undefined ? 'the guest' : `guest ${finding.about.guest}`} hit the memory limit of its cgroup${typeof limit === 'number' ? ` (${(limit / 1024 / 1024).toFixed(1)} GiB)` : ''}; QEMU needs more than the guest's own memory. The host itself was not out of memory.`
  },
  remedies: [
    {
      when: 'immediate',
      text: 'Raise the limit by the overhead of QEMU (at least 512 MiB, more with passthrough or many disks) and start the guest.',
      command: 'systemctl show <scope> -p MemoryMax; virsh memtune <domain>',
    },
    { when: 'long-term', text: 'Do not set hard limits on QEMU processes; limit what runs beside them.' },
  ],
  prevention: [
    { text: 'The limit of a QEMU process is its memory plus overhead.', check: 'MemoryMax ≥ guest memory + 512 MiB + overhead' },
  ],
  settle: [{ what: 'whether a limit applies to the process', command: 'systemctl show {guest}.scope -p MemoryMax -p MemoryHigh' }],
})
