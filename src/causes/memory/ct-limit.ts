import { defineCause } from '../define.ts'

export const ctLimit = defineCause({
  id: 'memory.ct-limit',
  title: 'a container, or a service in it, hit its memory limit',
  area: 'memory',
  doc: 'The kernel reports a memory cgroup out of memory for `/lxc/<id>` or another container. One process dies, the container usually goes on; it is down only when its init or main program was the victim. Files in tmpfs count towards the limit.',
  state: 'degraded',
  reach: 'guest',
  planned: false,
  signals: {
    decisive: [
      {
        kind: 'kernel.oom-report',
        where: (o) =>
          o.fields['scope'] === 'memcg' &&
          o.fields['victimIsVmm'] !== true &&
          (o.side === 'host'
            ? o.fields['inContainer'] === true || o.about.process !== undefined
            : /lxc/.test(`${String(o.fields['oomMemcg'] ?? '')}${o.about.cgroup ?? ''}`)),
      },
    ],
    supporting: [{ kind: ['unit.oom-killed', 'unit.failed-oom', 'ct.init-exit'] }],
  },
  splitBy: ['guest'],
  mustLog: 'host-kernel',
  because(finding) {
    const report = finding.decisive[0]
    const process = finding.about.process ?? 'a process'
    const limit = report?.fields['limitKiB']
    return `The kernel killed ${process}${finding.about.pid === undefined ? '' : ` (pid ${finding.about.pid})`} because ${finding.about.guest === undefined ? 'the container' : `container ${finding.about.guest}`} had reached its own memory limit${typeof limit === 'number' ? ` of ${Math.round(limit / 1024)} MiB` : ''}. The host was not out of memory.`
  },
  remedies: [
    {
      when: 'immediate',
      text: 'Raise the memory of the container and restart the service that was killed.',
      command: 'pct set {guest} --memory <MiB>',
    },
    {
      when: 'short-term',
      text: 'Look for files in tmpfs (/run, /tmp), which count as memory.',
      command: 'pct exec {guest} -- df -h -t tmpfs',
    },
    { when: 'long-term', text: 'Give the application a limit of its own below that of the container.' },
  ],
  prevention: [
    { text: 'Containers stay below 90 % of their memory.', check: 'memory.current / memory.max < 0.9; memory.events oom_kill not rising' },
  ],
  settle: [{ what: 'how often the limit was hit', command: 'cat /sys/fs/cgroup/lxc/{guest}/memory.events' }],
})
