import type { Area } from '../causes/index.ts'

/** One step of the walk. `{guest}`, `{unit}`, `{node}` are filled in; commands only read, and none can wait for dead storage. */
export interface StepDefinition {
  readonly id: string
  readonly title: string
  readonly on: 'host' | 'guest' | 'here'
  readonly command: string
  readonly seconds: number
  /** What a person looks for. */
  readonly look: readonly string[]
  /** Real lines, where no pattern has them because several lines are read together. */
  readonly samples?: readonly string[]
  /** Observation kinds that this output can hold: they explain it, and their patterns give the sample lines. */
  readonly kinds: RegExp
  /** Areas of causes whose lines are looked for here. */
  readonly areas?: readonly Area[]
  readonly decision?: string
}

export interface PhaseDefinition {
  readonly id: string
  readonly title: string
  readonly minutes: number
  readonly steps: readonly StepDefinition[]
  /** Asked at the end; the answer `yes` leads to `then`. */
  readonly ask?: { readonly question: string; readonly yes: string; readonly to: string }
}

const JOURNAL = 'journalctl -q --no-pager -o short-iso-precise --since "-2 hours"'

/** The runbook, in the order in which a person walks it: state, evidence, root cause, correlation. */
export const PHASES: readonly PhaseDefinition[] = [
  {
    id: 'triage',
    title: 'Initial triage',
    minutes: 5,
    steps: [
      {
        id: 'guests',
        title: 'Which guests run, and since when',
        on: 'host',
        command: 'timeout 10 qm list; timeout 10 pct list; cat /proc/uptime',
        seconds: 25,
        look: [
          'a guest that is stopped and should not be',
          'a process id that is not the one of yesterday',
          'a host that was up for minutes only',
        ],
        samples: ['       102 maas                 running    8192             100.00 47121'],
        kinds: /^host\.guests-configured/,
        decision:
          'A new process id means that the QEMU process ended. The same one means that the trouble is inside of it, around it, or none at all.',
      },
      {
        id: 'process',
        title: 'How old the process of the guest is',
        on: 'host',
        command: 'ps -o pid=,lstart=,etime= -p "$(cat /run/qemu-server/{guest}.pid)"',
        seconds: 5,
        look: ['a start after the outage began'],
        samples: ['  47121 Tue Jul 29 17:00:18 2025    01:12:07'],
        kinds: /^$/,
      },
      {
        id: 'tasks',
        title: 'Whether somebody or a schedule asked for it',
        on: 'host',
        command: 'grep -hs ":{guest}:" /var/log/pve/tasks/index.1 /var/log/pve/tasks/index /var/log/pve/tasks/active | tail -20',
        seconds: 5,
        look: [
          'qmstop, qmshutdown, qmreset, qmreboot, vzdump, qmigrate before the end',
          'who started it again: the user stands in the UPID',
        ],
        samples: ['UPID:pve:0000B806:0A12F0AA:68896091:qmstart:102:root@pam: 68896094 OK'],
        kinds: /^task\./,
        areas: ['operator', 'backup', 'migration'],
        decision:
          'A task before the end makes it intended. Ask who, and what the task itself reacted to: somebody who resets a hung guest is not the cause.',
      },
      {
        id: 'uptime',
        title: 'Whether the guest itself was down at all',
        on: 'guest',
        command: 'uptime -s; uptime',
        seconds: 8,
        look: ['an uptime longer than the outage: the guest never went down'],
        kinds: /^$/,
        decision: 'A long uptime in the guest means a fault of a service or of the network, not of the machine.',
      },
    ],
    ask: {
      question: 'Is the guest up, with an uptime longer than the outage?',
      yes: 'It never went down: it is a service or the network.',
      to: 'correlation',
    },
  },
  {
    id: 'evidence',
    title: 'Evidence',
    minutes: 10,
    steps: [
      {
        id: 'scope',
        title: 'How the process of the guest ended',
        on: 'host',
        command: `${JOURNAL} UNIT={unit} + _SYSTEMD_UNIT={unit} + SYSLOG_IDENTIFIER=qmeventd | tail -60`,
        seconds: 20,
        look: [
          'Failed with result: the process was killed',
          'Deactivated successfully alone proves nothing: a crash, a kill and a shutdown look alike here',
          'Starting cleanup gives the time, never the cause',
        ],
        kinds: /^(unit\.|scope\.|qmeventd\.|userspace-killer)/,
        decision: 'A VM runs in the scope VMID.scope. There is no unit qemu-server@VMID; asking for it gives nothing, and no error.',
      },
      {
        id: 'host-boots',
        title: 'Whether the host went down',
        on: 'host',
        command: 'journalctl --list-boots --no-pager | tail -4; last -x -n 12 reboot shutdown runlevel',
        seconds: 20,
        look: ['a boot that began after the outage', 'crash instead of a time: it went down without a shutdown'],
        samples: [
          'reboot   system boot  6.8.12-9-pve     Tue Jul 29 17:00   still running',
          'reboot   system boot  6.8.12-9-pve     Mon Jul 14 08:11 - crash (15+08:08)',
          ' -1 4f0c1d5e8a2b4c6d9e7f1a3b5c7d9e0f Mon 2025-07-14 08:11:40 PDT Tue 2025-07-29 16:19:22 PDT',
        ],
        kinds: /^(boot\.|wtmp\.|journal\.)/,
        areas: ['power', 'host'],
        decision: 'If the host went down, the guest is a consequence: go on with hardware, power and cluster.',
      },
      {
        id: 'guest-boots',
        title: 'How the guest ended, as it saw it',
        on: 'guest',
        command: 'last -x -n 12; journalctl --list-boots --no-pager | tail -4; journalctl -q -b -1 -n 15 --no-pager -o short-iso-precise',
        seconds: 20,
        look: ['an ordinary line as the last one: it was cut off', 'Reached target, Powering off, Journal stopped: it was asked to'],
        samples: [
          'systemd[1]: Reached target shutdown.target - System Shutdown.',
          'systemd-journald[312]: Journal stopped',
          'systemd-logind[655]: The system will power off now!',
        ],
        kinds: /^(boot\.|wtmp\.|journal\.|systemd\.shutdown|logind\.|qemu-ga\.|shutdown\.)/,
        areas: ['guest'],
        decision:
          'A clean shutdown excludes a kill, a crash and a power cut. An unclean end is a symptom of all of them, and a proof of none.',
      },
      {
        id: 'unclean',
        title: 'Traces of an unclean end',
        on: 'guest',
        command:
          'journalctl -q -b 0 --no-pager -o short-iso-precise --grep "uncleanly shut down|recovery complete|not properly unmounted|Starting recovery" | head -20',
        seconds: 20,
        look: ['corrupted or uncleanly shut down', 'recovery complete'],
        samples: [
          'File /var/log/journal/0a1f/system.journal corrupted or uncleanly shut down, renaming and replacing.',
          'EXT4-fs (sda1): recovery complete',
        ],
        decision: 'It proves that this machine was not shut down. It does not tell why.',
        kinds: /^(journal\.unclean|fs\.|boot\.)/,
      },
    ],
  },
  {
    id: 'cause',
    title: 'Root cause',
    minutes: 15,
    steps: [
      {
        id: 'memory',
        title: 'Memory (most common)',
        on: 'host',
        command: `${JOURNAL} -k --grep "invoked oom-killer|oom-kill:|[Oo]ut of memory|Killed process|\\[ *pid *\\]|\\] +[0-9]+ +[0-9]+ +[0-9]+ " | tail -80`,
        seconds: 20,
        look: [
          'oom-kill with task_memcg of your guest',
          'who asked (invoked) is not who used it up, and who was killed is only the largest',
          'CONSTRAINT_MEMCG with /lxc/: a container hit its own limit, the host is fine',
        ],
        samples: [
          'CPU 0/KVM invoked oom-killer: gfp_mask=0x140dca(GFP_HIGHUSER_MOVABLE|__GFP_COMP|__GFP_ZERO), order=0, oom_score_adj=0',
          'oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=qemu.slice,mems_allowed=0,global_oom,task_memcg=/qemu.slice/102.scope,task=kvm,pid=1705,uid=0',
          'Out of memory: Killed process 1705 (kvm) total-vm:9727420kB, anon-rss:8042820kB, file-rss:6560kB, shmem-rss:0kB, UID:0 pgtables:17076kB oom_score_adj:0',
        ],
        kinds: /^(kernel\.oom-report|process\.memory|unit\.(oom|failed-oom)|userspace-killer)/,
        areas: ['memory'],
        decision: 'A kill of its process by the host’s kernel ends the search. Then ask who filled the memory: “whydown capacity”.',
      },
      {
        id: 'memory-now',
        title: 'Memory now',
        on: 'host',
        command: 'cat /proc/meminfo /proc/swaps /proc/pressure/memory; grep -E "^(size|c_max|c_min) " /proc/spl/kstat/zfs/arcstats',
        seconds: 5,
        samples: ['MemAvailable:     502880 kB', 'SwapTotal:             0 kB', 'c_max                           4    8346857472'],
        look: ['MemAvailable near nothing', 'SwapTotal 0: what does not fit is killed at once', 'c_max: what the ZFS cache may take'],
        // What is said of it are figures, not lines.
        kinds: /^$/,
      },
      {
        id: 'storage',
        title: 'Storage',
        on: 'host',
        command: `${JOURNAL} -k --grep "I/O error|out-of-data-space|read-only|not responding|suspended|blocked for more than|nvme.*(timeout|reset)|ata[0-9]+.*(error|reset)" | tail -60; timeout 4 dmsetup status --target thin-pool; for p in /proc/spl/kstat/zfs/*/state; do echo "$p $(cat "$p")"; done; timeout 3 stat -f -c "%n blocks=%b free=%f" / /var`,
        seconds: 30,
        look: ['a thin pool in read-only or out-of-data-space', 'a pool that is SUSPENDED', 'errors of one device before those of others'],
        kinds:
          /^(thin-pool|lvs|disk|nvme|usb|hba|pool|fs\.|nfs|cifs|mount|storage|iscsi|multipath|ceph|rbd|md|raid|zfs|volume|image|kernel\.hung)/,
        areas: ['storage'],
        decision:
          'A full or lost storage pauses or hangs the guest, and its process lives on. Free space or bring it back before you restart anything.',
      },
      {
        id: 'hardware',
        title: 'Hardware and power',
        on: 'host',
        command: `${JOURNAL} -k --grep "Hardware Error|mce:|EDAC|temperature above|thermal|AER:|NMI:|lockup|stall" | tail -40; [ -e /dev/ipmi0 ] && timeout 15 ipmitool sel elist last 20; ls -l --time-style=+%FT%T /var/lib/systemd/pstore /var/crash`,
        seconds: 30,
        look: ['a fatal machine check', 'power supply or temperature events of the BMC', 'a dump in pstore from that minute'],
        kinds: /^(mce|edac|memory-failure|thermal|pcie|vfio|iommu|gpu|power|bmc|ups|kernel\.(panic|oops|soft|hard|rcu))/,
        areas: ['hardware', 'passthrough', 'qemu'],
        decision: 'Correctable errors are a trend, not a cause. A journal that just stops is power, a panic, a hang or a fence.',
      },
      {
        id: 'cluster',
        title: 'Cluster and network',
        on: 'host',
        command: `${JOURNAL} SYSLOG_IDENTIFIER=corosync SYSLOG_IDENTIFIER=pmxcfs SYSLOG_IDENTIFIER=pve-ha-lrm SYSLOG_IDENTIFIER=pve-ha-crm SYSLOG_IDENTIFIER=watchdog-mux | tail -60; ${JOURNAL} -k --grep "Link is|link is|Hardware Unit Hang|transmit queue|link status definitely" | tail -30`,
        seconds: 30,
        look: ['quorum lost, then silence: the node was fenced', 'the network card of the bridge down or hung'],
        samples: [
          'corosync[1201]:   [QUORUM] This node is within the non-primary component and will NOT provide any services.',
          'pmxcfs[1102]: [status] notice: node lost quorum',
          'watchdog-mux[702]: client watchdog expired - disable watchdog updates',
          'kernel: e1000e 0000:00:1f.6 eno1: Detected Hardware Unit Hang:',
        ],
        kinds: /^(corosync|quorum|pmxcfs|ha\.|watchdog|nic|bond|bridge|address|conntrack|firewall|overlay|gateway)/,
        areas: ['cluster', 'network'],
        decision: 'A guest that only lost its network did not go down.',
      },
      {
        id: 'inside',
        title: 'What the guest was doing just before',
        on: 'guest',
        command: 'journalctl -q -b -1 -n 200 --no-pager -o short-iso-precise',
        seconds: 20,
        look: ['downloads, synchronisations, backups, updates in the last minute', 'its own memory running out, a panic, hung tasks'],
        samples: [
          'maas-log[1176]: maas.import-images: [info] Downloading image descriptions from http://images.maas.io/ephemeral-v3/stable/',
          'maas-regiond[1049]: temporalio.workflow: [info] Syncing 24 resources from upstream',
        ],
        kinds: /^(guest\.|package\.|kernel\.|cron|backup|agent|activity)/,
        areas: ['guest', 'time'],
        decision: 'What it did just before can be a trigger. Near in time is not a proof.',
      },
    ],
  },
  {
    id: 'correlation',
    title: 'Correlation',
    minutes: 5,
    steps: [
      {
        id: 'others',
        title: 'Whether other guests went down at the same time',
        on: 'host',
        command: `${JOURNAL} --grep "\\.scope: (Failed|Deactivated)|Starting cleanup for|pve-container@[0-9]+" | tail -40`,
        seconds: 20,
        look: ['several guests within a minute: the host, its storage or the cluster, not the guest'],
        kinds: /^(unit\.|scope\.|qmeventd\.|container)/,
        decision: 'Several guests at once point to the host, its storage or the cluster: escalate.',
      },
    ],
  },
]
