import { WhydownError } from '../model/index.ts'

/** One command that may be sent, and its bounds. `{name}` is filled in by `renderCommand` with checked values only. */
export interface AllowedCommand {
  readonly run: string
  /** It is ended after so long. */
  readonly seconds: number
  /** What comes after so many bytes is not taken. */
  readonly bytes: number
  /** It starts slowly or may wait, so it goes beside the others. */
  readonly slow?: true
}

const FIELDS =
  'MESSAGE,MESSAGE_ID,PRIORITY,SYSLOG_IDENTIFIER,_PID,_SYSTEMD_UNIT,UNIT,_TRANSPORT,_COMM,_HOSTNAME,UNIT_RESULT,SHUTDOWN,COREDUMP_SIGNAL_NAME,_SOURCE_MONOTONIC_TIMESTAMP'
const JOURNAL = `$S journalctl -q --no-pager -o json --output-fields=${FIELDS}`
/** An answer of so many lines was cut at its old end. */
export const JOURNAL_LINES = 10_000
const SPAN = '--since=@{since} --until=@{until}'
const any = (field: string, values: string) =>
  values
    .split(' ')
    .map((value) => `${field}=${value}`)
    .join(' ')

/** Ends, kills, shutdowns and starts: what brackets an outage. */
const BRACKET_IDS = any(
  'MESSAGE_ID',
  // OOM kill, failed result, oomd kill, shutdown begun, power key, journal stopped, unit ended
  'fe6faa94e7774663a0da52717891d8ef d9b373ed55a64feb8242e02dbe79a49c d989611b15e44c9dbf31e3c81256e4ed 98268866d1d54a499c4e98921d93bc40 b72ea4a2881545a0b50e200e55b9b071 d93fb3c9c24d451a97cea615ce59c00b',
)
const PVE_IDENTS = any(
  'SYSLOG_IDENTIFIER',
  'pvedaemon pveproxy pvesh qm pct qmeventd QEMU pvestatd pvescheduler vzdump pve-guests task pve-ha-lrm pve-ha-crm watchdog-mux pmxcfs corosync pvesr pve-firewall libvirtd virtqemud',
)
const HEALTH_IDENTS = any(
  'SYSLOG_IDENTIFIER',
  'systemd-logind systemd-oomd systemd-shutdown systemd-journald earlyoom smartd zed dmeventd lvm mdadm multipathd upsmon upsd nut-monitor apcupsd chronyd systemd-timesyncd rasdaemon mcelog systemd-coredump iscsid rpc.statd ceph-osd ceph-mon sudo CRON unattended-upgrade shutdown',
)

const PVE_NODE_CONFIGS = '/etc/pve/nodes/*/qemu-server/*.conf /etc/pve/nodes/*/lxc/*.conf'
const CONFIG_KEYS =
  '(name|hostname|memory|swap|balloon|onboot|hugepages|numa|startup|lock|cores|sockets|agent|template|ostype|watchdog|bios|machine|protection|tags|rootfs|mp[0-9]+|hostpci[0-9]+|serial[0-9]+|(scsi|virtio|sata|ide|efidisk|tpmstate|net)[0-9]+)'

/**
 * Everything that whydown ever sends to a machine. All of it reads, none of it writes, starts, mounts, activates or spins up;
 * none walks network mounts. What looks harmless and is not (`pvesm status`, `zpool status`, `lvs`, `df`, `ps aux`, `qm list
 * --full`) is not here. `$S` is `sudo -n` for accounts that are not root, and empty for root.
 */
export const COMMANDS = {
  // ---- any Linux machine with systemd; not timedatectl, which starts a service there
  identity: {
    run: 'date +%s.%N; cat /proc/uptime /proc/sys/kernel/random/boot_id; uname -sr; cat /etc/hostname; readlink /etc/localtime; cat /etc/timezone 2>/dev/null; [ -e /run/systemd/timesync/synchronized ] && echo NTPSynchronized=yes; [ -d /run/systemd/timesync ] && echo NTPSynchronized=no; cat /etc/os-release 2>/dev/null; echo "id: ${S:-$(id -u) $(id -Gn)}"',
    seconds: 3,
    bytes: 8_000,
  },
  // The list alone does not say that others' messages are hidden from this account.
  boots: {
    run: '$S journalctl -n 0 --no-pager >/dev/null; $S journalctl --list-boots --no-pager -o json || $S journalctl --list-boots --no-pager',
    seconds: 20,
    bytes: 200_000,
  },
  'journal-bracket': {
    run: `${JOURNAL} ${SPAN} ${BRACKET_IDS} + SYSLOG_IDENTIFIER=qmeventd + SYSLOG_IDENTIFIER=watchdog-mux + UNIT=qemu.slice`,
    seconds: 20,
    bytes: 600_000,
  },
  // The newest lines count: what is too much is left out at the old end.
  'journal-whole': { run: `${JOURNAL} ${SPAN} -n ${JOURNAL_LINES}`, seconds: 25, bytes: 12_000_000 },
  'journal-matches': {
    run: `${JOURNAL} ${SPAN} -n ${JOURNAL_LINES} _TRANSPORT=kernel + ${PVE_IDENTS} ${HEALTH_IDENTS} + ${BRACKET_IDS} + UNIT=qemu.slice`,
    seconds: 20,
    bytes: 12_000_000,
  },
  'journal-oom-history': {
    run: `${JOURNAL} --since=@{since} --until=@{until} MESSAGE_ID=fe6faa94e7774663a0da52717891d8ef`,
    seconds: 20,
    bytes: 200_000,
  },
  syslog: {
    run: 'for f in /var/log/syslog /var/log/messages /var/log/kern.log; do [ -r "$f" ] && { echo "==> $f <=="; $S tail -c 400000 "$f"; }; done; :',
    seconds: 5,
    bytes: 1_300_000,
  },
  'journal-unclean': {
    run: 'ls -l --time-style=+%s /var/log/journal/*/*~ 2>/dev/null; :',
    seconds: 3,
    bytes: 50_000,
  },
  logins: { run: 'last -x -F -w -n 60 2>/dev/null || wtmpdb last -x -F -n 60', seconds: 5, bytes: 60_000 },
  memory: {
    run: 'cat /proc/meminfo; cat /proc/swaps; for f in /proc/pressure/memory /proc/pressure/io /proc/pressure/cpu; do echo "$f"; cat "$f" 2>/dev/null; done; cat /proc/loadavg',
    seconds: 3,
    bytes: 20_000,
  },
  'waiting-processes': {
    run: 'grep -lE \'^State:[[:space:]]+D\' /proc/[0-9]*/status 2>/dev/null | head -n 20 | while read -r f; do d=${f%/status}; echo "$d $(cat $d/comm) $($S cat $d/wchan 2>/dev/null)"; done',
    seconds: 5,
    bytes: 20_000,
  },
  packages: {
    run: 'tail -c 20000 /var/log/apt/history.log 2>/dev/null; tail -c 8000 /var/log/unattended-upgrades/unattended-upgrades.log 2>/dev/null; tail -c 20000 /var/log/dnf.log 2>/dev/null; :',
    seconds: 3,
    bytes: 60_000,
  },
  'crash-files': {
    run: '$S ls -la --time-style=+%s /var/lib/systemd/pstore /sys/fs/pstore /var/crash 2>/dev/null; $S find /var/lib/systemd/pstore -xdev -name "dmesg.txt" -newermt @{since} 2>/dev/null | head -n 3 | while read -r f; do echo "==> $f <=="; $S tail -c 60000 "$f"; done; :',
    seconds: 3,
    bytes: 200_000,
  },
  mounts: {
    run: 'cat /proc/self/mountinfo; cat /proc/mdstat 2>/dev/null; cat /proc/fs/nfsfs/servers 2>/dev/null; :',
    seconds: 3,
    bytes: 200_000,
  },
  'root-space': { run: 'timeout 3 stat -f -c "%n %T blocks=%b free=%f available=%a size=%S" / /var /var/log', seconds: 4, bytes: 2_000 },
  disks: { run: 'lsblk -J -b -o NAME,KNAME,TYPE,SIZE,PKNAME,MOUNTPOINT,ROTA,MODEL,STATE', seconds: 5, bytes: 100_000, slow: true },

  // How ready a machine is to explain its next end: what is kept, what is caught, what resets it.
  readiness: {
    run: `grep -sH '' /proc/sys/kernel/panic /sys/module/zfs/parameters/zfs_arc_max /sys/class/watchdog/watchdog*/identity /sys/kernel/kexec_crash_loaded /sys/module/pstore/parameters/backend; for d in /var/log/journal /run/log/journal; do [ -d "$d" ] && echo "$d: there"; done; ls -l --time-style=+%s /var/log/journal/*/ 2>/dev/null; grep -sHE '^(Storage|SystemMaxUse|MaxRetentionSec)=' /etc/systemd/journald.conf /etc/systemd/journald.conf.d/*.conf; systemctl cat qmeventd 2>/dev/null | grep -E '^ExecStart='; :`,
    seconds: 6,
    bytes: 60_000,
  },

  // ---- hypervisors
  'thin-pools': { run: '$S dmsetup status --target thin-pool', seconds: 4, bytes: 20_000, slow: true },
  'zfs-state': {
    run: 'for p in /proc/spl/kstat/zfs/*/state; do [ -e "$p" ] && { p=${p%/state}; echo "pool: ${p##*/}"; printf " state: "; cat "$p/state"; }; done; grep -E "^(size|c|c_min|c_max|arc_meta_used|memory_available_bytes) " /proc/spl/kstat/zfs/arcstats 2>/dev/null; [ -r /sys/module/zfs/parameters/zfs_arc_max ] && { printf "zfs_arc_max "; cat /sys/module/zfs/parameters/zfs_arc_max; }; :',
    seconds: 3,
    bytes: 20_000,
  },
  ksm: {
    run: 'grep -H . /sys/kernel/mm/ksm/run /sys/kernel/mm/ksm/pages_sharing /sys/kernel/mm/ksm/pages_shared 2>/dev/null; :',
    seconds: 3,
    bytes: 2_000,
  },
  'guest-memory': {
    run: 'grep -sH . /sys/fs/cgroup/qemu.slice/*.scope/memory.current /sys/fs/cgroup/qemu.slice/*.scope/memory.peak /sys/fs/cgroup/qemu.slice/*.scope/memory.events /sys/fs/cgroup/lxc/*/memory.current /sys/fs/cgroup/lxc/*/memory.max /sys/fs/cgroup/lxc/*/memory.peak /sys/fs/cgroup/lxc/*/memory.events; :',
    seconds: 3,
    bytes: 300_000,
  },
  // Only what the kernel keeps at hand: neither command lines nor maps, which can wait for a stuck process.
  processes: {
    run: "grep -sHE '^(Name|Uid|VmRSS|VmSwap|VmPTE):' /proc/[0-9]*/status; grep -sH . /proc/[0-9]*/oom_score_adj; grep -sHE '/(qemu\\.slice|lxc)[/.]' /proc/[0-9]*/cgroup; :",
    seconds: 6,
    bytes: 2_000_000,
  },
  smart: {
    run: 'for d in {disks}; do echo "==> /dev/$d <=="; timeout -k 1 8 $S smartctl -n standby -H -A -l error -j "/dev/$d"; done',
    seconds: 30,
    bytes: 600_000,
    slow: true,
  },
  'bmc-events': {
    run: "[ -e /dev/ipmi0 ] && $S ipmitool sel elist last 50 | sed 's/^ *//' || echo 'no /dev/ipmi0'",
    seconds: 15,
    bytes: 50_000,
    slow: true,
  },
  ups: {
    run: 'command -v upsc >/dev/null && for u in $(timeout 3 upsc -l 2>/dev/null); do echo "ups: $u"; timeout 3 upsc "$u" 2>/dev/null; done; command -v apcaccess >/dev/null && timeout 3 apcaccess; :',
    seconds: 8,
    bytes: 20_000,
    slow: true,
  },

  // ---- Proxmox VE
  'pve-inventory': { run: '$S cat /etc/pve/.vmlist /etc/pve/.members', seconds: 5, bytes: 300_000 },
  'pve-guests': {
    run: `$S grep -sHE '^(${CONFIG_KEYS.slice(1, -1)}):|^\\[' ${PVE_NODE_CONFIGS}; for f in /run/qemu-server/*.pid; do [ -e "$f" ] && echo "$f:pid: $(cat "$f")"; done; for d in /sys/fs/cgroup/lxc/*/; do [ -d "$d" ] && echo "$d:running: 1"; done; ps -o pid= -o etimes= -o rss= -o stat= -o lstart= -o wchan:24= -o comm= -C kvm | sed "s/^ */ps: /"; :`,
    seconds: 6,
    bytes: 1_500_000,
  },
  'pve-config': {
    run: '$S head -c 65536 /etc/pve/nodes/{node}/{folder}/{guest}.conf | sed -E "s/^(cipassword|sshkeys|args):.*/\\1: [redacted]/"',
    seconds: 5,
    bytes: 65_536,
  },
  'pve-tasks': {
    run: '$S tail -c 200000 /var/log/pve/tasks/index.1 2>/dev/null; $S tail -c 200000 /var/log/pve/tasks/index; $S cat /var/log/pve/tasks/active',
    seconds: 5,
    bytes: 420_000,
  },
  'pve-task-log': { run: '$S tail -c 20000 /var/log/pve/tasks/{digit}/{upid}', seconds: 4, bytes: 20_000 },
  'pve-access': {
    run: "$S grep -hE ' \"(POST|PUT|DELETE) ' /var/log/pveproxy/access.log.1 /var/log/pveproxy/access.log 2>/dev/null | tail -n 500; :",
    seconds: 5,
    bytes: 150_000,
  },
  'pve-ha': {
    run: 'for f in /etc/pve/ha/resources.cfg /etc/pve/ha/manager_status /etc/pve/ha/rules.cfg /etc/pve/ha/groups.cfg /etc/pve/nodes/*/lrm_status; do [ -e "$f" ] && { echo "==> $f <=="; $S cat "$f"; echo; }; done; :',
    seconds: 5,
    bytes: 300_000,
  },
  'pve-cluster': {
    run: '$S corosync-cfgtool -s 2>&1; $S corosync-quorumtool -s 2>&1; [ -e /etc/pve/corosync.conf ] || echo "no cluster: there is no /etc/pve/corosync.conf"; :',
    seconds: 6,
    bytes: 50_000,
    slow: true,
  },
  'pve-jobs': { run: '$S cat /etc/pve/jobs.cfg /etc/pve/vzdump.cron 2>/dev/null; :', seconds: 4, bytes: 50_000 },
  'pve-rrd-node': {
    run: '$S pvesh get /nodes/{node}/rrddata --timeframe {timeframe} --cf MAX --output-format json',
    seconds: 10,
    bytes: 700_000,
    slow: true,
  },
  'pve-rrd-guest': {
    run: '$S pvesh get /nodes/{node}/{api}/{guest}/rrddata --timeframe {timeframe} --cf MAX --output-format json',
    seconds: 10,
    bytes: 700_000,
    slow: true,
  },
  'pve-guest-state': { run: '$S {tool} status {guest} --verbose', seconds: 8, bytes: 60_000, slow: true },
  'pve-versions': {
    run: "dpkg-query -W -f='${Package} ${Version}\\n' pve-manager qemu-server pve-qemu-kvm proxmox-ve pve-ha-manager zfsutils-linux systemd 2>/dev/null; :",
    seconds: 5,
    bytes: 10_000,
  },
  'agent-info': { run: '$S qm guest cmd {guest} {question}', seconds: 6, bytes: 100_000, slow: true },
  'agent-shell': {
    run: "printf '%s' {script} | $S qm guest exec {guest} --timeout 25 --pass-stdin 1 -- /bin/sh -s",
    seconds: 30,
    bytes: 6_000_000,
    slow: true,
  },
  'agent-windows-events': {
    run: `$S qm guest exec {guest} --timeout 20 -- wevtutil.exe qe System '/q:*[System[(EventID=41 or EventID=1074 or EventID=6008 or EventID=1001 or EventID=6006 or EventID=6005 or EventID=2004 or EventID=109) and TimeCreated[timediff(@SystemTime) <= 604800000]]]' /f:xml /rd:true /c:60`,
    seconds: 25,
    bytes: 2_000_000,
    slow: true,
  },

  // ---- libvirt
  'libvirt-domains': {
    run: 'virsh -r -q list --all --title 2>&1; ps -o pid= -o etimes= -o rss= -o stat= -o lstart= -o wchan:24= -o comm= -C qemu-system-x86 -C qemu-kvm -C qemu-system-aarch64 | sed "s/^ */ps: /"; :',
    seconds: 8,
    bytes: 300_000,
  },
  'libvirt-domain': {
    run: 'virsh -r dominfo {domain} 2>&1; virsh -r domstate --reason {domain} 2>&1; virsh -r domblkerror {domain} 2>&1; :',
    seconds: 8,
    bytes: 60_000,
    slow: true,
  },
  'libvirt-log': { run: '$S tail -c 60000 /var/log/libvirt/qemu/{domain}.log', seconds: 4, bytes: 60_000 },

  // ---- inside guests
  'guest-failed-units': { run: 'systemctl list-units --failed --no-pager --plain --no-legend 2>/dev/null; :', seconds: 5, bytes: 30_000 },
  'guest-timers': {
    run: 'systemctl list-timers --all --no-pager 2>/dev/null | head -n 60; grep -hsvE "^#|^$" /etc/crontab /etc/cron.d/* | head -n 60; :',
    seconds: 5,
    bytes: 30_000,
  },
  'guest-bsd': {
    run: 'date +%s; sysctl -n kern.boottime kern.osrelease hw.physmem 2>/dev/null; last reboot shutdown 2>/dev/null | head -n 20; tail -c 300000 /var/log/messages /var/log/system/latest.log /var/log/system.log 2>/dev/null; ls -lT /var/crash 2>/dev/null; cat /var/crash/info.last 2>/dev/null; :',
    seconds: 8,
    bytes: 1_000_000,
  },
} as const satisfies Readonly<Record<string, AllowedCommand>>

export type CommandId = keyof typeof COMMANDS

/**
 * What a command would wait for in vain when that does not answer: the cluster file system under /etc/pve, or one of the
 * programs that read it. The first is what is taken for dead when this very command hangs.
 */
export function waitsFor(id: CommandId): readonly string[] {
  const { run } = COMMANDS[id]
  if (run.includes('/etc/pve')) return ['cluster']
  const program = /\$S (pvesh|qm|\{tool\})/.exec(run)?.[1]
  return program === undefined ? [] : [program === '{tool}' ? 'qm' : program, 'cluster']
}
/** The same, without the literal texts. */
export const commandOf = (id: CommandId): AllowedCommand => COMMANDS[id]

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/

/** What each placeholder may be. Anything else is refused before it is sent, whoever asked for it. */
export const VALUES: Readonly<Record<string, RegExp>> = {
  since: /^\d{9,11}$/,
  until: /^\d{9,11}$/,
  guest: /^\d{1,9}$/,
  domain: NAME,
  node: NAME,
  folder: /^(?:qemu-server|lxc)$/,
  api: /^(?:qemu|lxc)$/,
  tool: /^(?:qm|pct)$/,
  timeframe: /^(?:hour|day|week)$/,
  digit: /^[0-9A-F]$/,
  upid: /^UPID:[A-Za-z0-9-]+:[0-9A-F]{8}:[0-9A-F]{8,9}:[0-9A-F]{8}:[a-z]+(?:-[a-z]+)*:[A-Za-z0-9._-]*:[A-Za-z0-9._@!-]+:$/,
  boot: /^(?:0|-\d{1,4}|[0-9a-f]{32})$/,
  disks: /^(?:(?:sd[a-z]{1,2}|nvme\d{1,2}n1|vd[a-z])(?: |$)){1,24}$/,
  question: /^(?:get-osinfo|get-time|get-fsinfo|network-get-interfaces|fsfreeze-status|info)$/,
}

/**
 * The text of an allowed command. `script` is the one value that is free: a round of this very list, for the inside of a
 * guest; it is quoted.
 */
export function renderCommand(id: CommandId, values: Readonly<Record<string, string>>, quoteScript?: (text: string) => string): string {
  return COMMANDS[id].run.replace(/(?<!\$)\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (name === 'script' && value !== undefined && quoteScript) return quoteScript(value)
    if (value !== undefined && VALUES[name]?.test(value)) return value
    throw new WhydownError(
      'evidence',
      `"${value ?? ''}" may not be sent as ${name} of ${id}.`,
      'This is a guard against a hostile name; report it.',
    )
  })
}

/** For people: what is not known yet stays in braces. */
export const showCommand = (id: CommandId, values: Readonly<Record<string, string>>): string =>
  COMMANDS[id].run.replace(/(?<!\$)\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
