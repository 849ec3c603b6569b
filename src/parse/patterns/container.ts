import { definePatterns } from '../define.ts'

/** LXC containers: they share the host's kernel, so their ends show in unit and hook lines. */
export const container = definePatterns([
  {
    kind: 'ct.init-exit',
    by: ['systemd', 'lxc*'],
    witness: 'systemd',
    side: 'host',
    salience: 'end',
    says: 'the init of {unit} exited: {what}',
    literals: ['Main process exited', 'Failed with result', 'aborting'],
    match:
      /^(?<unit>(?:pve-container|lxc)@\d+\.service): (?<what>Main process exited, code=(?:exited|killed|dumped), status=\S+|Failed with result '(?!oom-kill)[\w-]+')/,
    samples: [
      'pve-container@203.service: Main process exited, code=killed, status=9/KILL',
      "pve-container@203.service: Failed with result 'exit-code'.",
    ],
  },
  {
    kind: 'ct.start-error',
    by: 'anyone',
    witness: 'pve',
    side: 'host',
    salience: 'fault',
    says: 'the container could not be started: {what}',
    literals: [
      'lxc-start',
      'lxc_spawn',
      'startup for container',
      'lxc.hook',
      'run_buffer',
      'Failed to run',
      'Failed to start container',
      'unable to detect OS distribution',
      'mount: ',
      'failed: exit code 32',
      'lxc_init',
      'cgroup namespace',
      'lxc_container',
    ],
    match:
      /(?<what>lxc[-_][\w-]+[^\n]{0,60}(?:Failed to (?:run lxc\.hook|initialize|spawn|start|mount|setup)|ERROR)[^\n]{0,80}|startup for container '(?<guest>\d+)' failed|run_buffer: \d+ Script exited with status \d+|Failed to run lxc\.hook\.pre-start for container "(?<id>\d+)"|unable to detect OS distribution|command 'mount [^']*' failed: exit code \d+)/,
    samples: [
      "startup for container '203' failed",
      'lxc-start: 203: ../src/lxc/start.c: lxc_init: 845 Failed to run lxc.hook.pre-start for container "203"',
      'run_buffer: 322 Script exited with status 32',
    ],
  },
  {
    kind: 'ct.rootfs-full',
    by: 'kernel',
    side: 'host',
    salience: 'fault',
    says: 'the root filesystem of a container is full ({device})',
    literals: ['loop: Write error at byte offset', 'Disk quota exceeded'],
    match: /loop: Write error at byte offset|I\/O error, dev (?<device>loop\d+)/,
    samples: ['loop: Write error at byte offset 4096, length 4096.'],
  },
  {
    kind: 'ct.limit',
    by: ['kernel', 'systemd'],
    witness: 'kernel',
    salience: 'fault',
    says: 'a limit of the container was hit: {what}',
    literals: ['fork rejected by pids controller', 'Too many open files', 'inotify', 'apparmor="DENIED"'],
    match:
      /(?<what>cgroup: fork rejected by pids controller in (?<cgroup>\S+)|Failed to (?:allocate directory watch|create inotify|initialize inotify)[^\n]{0,50}|inotify[^\n]{0,30}Too many open files)/,
    samples: [
      'cgroup: fork rejected by pids controller in /lxc/203/ns/system.slice/app.service',
      'Failed to allocate directory watch: Too many open files',
    ],
  },
  {
    kind: 'ct.sigrt-shutdown',
    by: ['systemd'],
    side: 'guest',
    salience: 'intent',
    says: 'the container was asked from outside to go down',
    literals: ['Received SIGRTMIN+', 'Received SIGPWR'],
    match: /Received (?:SIGRTMIN\+(?:3|4|5|13|14|15|16)|SIGPWR)/,
    samples: ['Received SIGRTMIN+3.', 'Received SIGPWR.'],
  },
])
