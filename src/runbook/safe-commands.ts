/**
 * Commands of the causes as a person may run them on a machine in trouble. Much that looks read-only hangs on dead storage,
 * wakes disks or changes state; each has a way that does not.
 */
interface Instead {
  readonly of: RegExp
  readonly run: string
}

const ZFS_STATE = 'for p in /proc/spl/kstat/zfs/*/state; do echo "$p $(cat "$p")"; done'
const KERNEL = 'journalctl -q -k --no-pager -o short-iso-precise --since "-2 days"'

/** In this order: the first that fits is taken. */
const INSTEAD: readonly Instead[] = [
  // Suspended pools block every zpool command, and the next one behind it.
  { of: /^(?:zpool|zfs) (?:status|list|events)\b.*$/, run: ZFS_STATE },
  // LVM scans all devices and waits for locks.
  { of: /^(?:lvs|vgs|pvs)\b.*$/, run: 'timeout 4 dmsetup status --target thin-pool' },
  // A dead network mount holds df for ever.
  { of: /^df\b.*$/, run: 'timeout 5 df -l -x nfs -x nfs4 -x cifs -x fuse.sshfs' },
  {
    of: /^pct df\b.*$/,
    run: 'timeout 3 stat -f -c "%n blocks=%b free=%f" /proc/"$(head -1 /sys/fs/cgroup/lxc/{guest}/ns/cgroup.procs)"/root',
  },
  // The path checkers of -ll wait for dead paths.
  { of: /^multipath -ll\b.*$/, run: 'timeout 5 multipathd show maps raw format "%n %t"' },
  { of: /^iscsiadm\b.*$/, run: 'grep -H . /sys/class/iscsi_session/*/state' },
  // It mounts, imports and activates storages.
  { of: /^pvesm\b.*$/, run: 'timeout 8 pvesh get /cluster/resources --type storage --output-format json' },
  { of: /^showmount\b.*$/, run: 'cat /proc/fs/nfsfs/servers' },
  { of: /^smartctl\b.*?(\/dev\/\S+)$/, run: 'timeout 10 smartctl -n standby -H -A -l error $1' },
  { of: /^nvme smart-log (\S+).*$/, run: 'timeout 10 nvme smart-log $1' },
  { of: /^nvme list$/, run: 'ls -l /sys/class/nvme/' },
  { of: /^ceph (.*)$/, run: 'timeout 8 ceph --connect-timeout 5 $1' },
  { of: /^ipmitool (?:sel elist|chassis status|sdr)\b.*$/, run: 'timeout 15 ipmitool sel elist last 50' },
  // Reading command lines waits for a process whose memory is locked.
  { of: /^ps -eo pid,rss,args --sort=-rss.*$/, run: 'ps -eo pid,rss,stat,comm --sort=-rss | head -15' },
  { of: /^dmesg\b\s*(\|.*)?$/, run: `${KERNEL} $1` },
  { of: /^cat (\/etc\/pve\/\S+)(.*)$/, run: 'timeout 5 cat $1$2' },
  { of: /^(qm (?:list|status|config)\b.*)$/, run: 'timeout 10 $1' },
  { of: /^(pct (?:list|status|config)\b.*)$/, run: 'timeout 10 $1' },
  { of: /^qm agent \S+ ping$|^qm guest cmd (\S+) fsfreeze-status$/, run: 'timeout 6 qm guest cmd {guest} fsfreeze-status' },
  { of: /^((?:pvenode task list|pvesh get|pvecm status|ha-manager status|pveum \w+ (?:list|token list))\b.*)$/, run: 'timeout 10 $1' },
  { of: /^(corosync-cfgtool -s)$/, run: 'timeout 6 $1' },
  {
    of: /^(iostat|slabtop|numactl|lspci|lsusb|chronyc|wg|tailscale|nft|ras-mc-ctl|conntrack|ausearch|upsc|sensors|virsh memtune)\b(.*)$/,
    run: 'timeout 10 $1$2',
  },
]

/** What reads, is short, and cannot wait for storage: run as it stands. */
const READS =
  /^(?:timeout \d+ .*|cat \/(?:proc|sys)\/.*|grep (?:-\w+ )?.*|tail -\S+ \/var\/log\/.*|ls (?:-\w+ )?\/(?:var\/(?:crash|lib\/systemd)|etc\/cron|sys\/class|run)\S*.*|last -x.*|free -m|ip (?:-br|-s|neigh).*|bridge link|systemctl (?:--failed|list-units|list-timers|is-active|show)\b.*|journalctl .*|timedatectl|find \/sys\/.*|for p in \/proc\/.*|ps -eo pid,rss,stat,comm.*|sysctl [a-z][\w. ]*|apt list .*|ethtool \S+|cat \/etc\/network\/interfaces)$/

/** Changes something: a person decides, and types it. */
const CHANGES =
  /^(?:qm (?:start|stop|reset|resume|unlock|set|resize|agent|guest|showcmd)|pct (?:start|set|resize|exec)|vzdump|ha-manager set|pvecm expected|zpool (?:clear|scrub|import)|lvextend|lvconvert|echo |sysctl -w|apt install|ip link set|ethtool -K|proxmox-boot-tool|systemctl (?:mask|restart)|fsck|mdadm|pvenode config|nano |ifreload|pve-network|HandlePowerKey|pcie_aspm|nvme_core|vfio-pci|choom)/

export interface Sorted {
  /** Read-only and short, in the form that does not hang. */
  readonly reads: readonly string[]
  /** Everything else, as it stands. */
  readonly changes: readonly string[]
}

/** The parts of a command line, told apart; what neither list knows counts as a change, so that nobody runs it unread. */
export function sortCommand(command: string): Sorted {
  const reads: string[] = []
  const changes: string[] = []
  for (const part of command.split(/;\s+/).map((one) => one.trim())) {
    if (part === '') continue
    const safe = safeForm(part)
    if (safe !== null) reads.push(safe)
    else changes.push(part)
  }
  return { reads: [...new Set(reads)], changes }
}

function safeForm(part: string): string | null {
  const instead = INSTEAD.find(({ of }) => of.test(part))
  const form = bounded(instead ? part.replace(instead.of, instead.run).trim() : part)
  if (!instead && CHANGES.test(form)) return null
  return READS.test(form) && !/[<>]\w*>|<[a-z]+>/.test(form.replaceAll(/<(?:vmid|node|disk|nic|address)>/g, '')) ? form : null
}

/** A search without a time span reads years of journal. */
const bounded = (command: string) =>
  /^journalctl\b/.test(command) && !/--since|-b\b|-n ?\d|--list-boots/.test(command)
    ? command.replace(/^journalctl\b/, 'journalctl --since "-2 days"')
    : command
