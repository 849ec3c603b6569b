import { defineCause } from '../define.ts'

export const containerLimit = defineCause({
  id: 'container.limit',
  title: 'the container hit a limit: processes, inotify, files or AppArmor',
  area: 'container',
  doc: '`fork rejected by pids controller` or exhausted inotify watches. The container runs, programs in it fail in odd ways.',
  state: 'degraded',
  reach: 'guest',
  planned: false,
  signals: { decisive: [{ kind: 'ct.limit' }] },
  splitBy: ['guest'],
  because: (finding) => `A limit of the container was hit: ${String(finding.decisive[0]?.fields['what'] ?? '')}.`,
  remedies: [
    {
      when: 'immediate',
      text: 'Raise the limit on the host.',
      command: 'sysctl fs.inotify.max_user_watches fs.inotify.max_user_instances',
    },
  ],
  prevention: [{ text: 'Limits of the host fit the number of containers.', check: 'inotify use' }],
  settle: [{ what: 'which limit', command: 'cat /sys/fs/cgroup/lxc/{guest}/pids.events' }],
})
