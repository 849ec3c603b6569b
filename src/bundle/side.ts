import type { Side } from '../model/index.ts'

interface Hint {
  readonly side: Side
  readonly because: string
  readonly matches: RegExp
}

/** Marks of a hypervisor come first: a nested one runs on virtual hardware itself. */
const HINTS: readonly Hint[] = [
  {
    side: 'host',
    because: 'Proxmox daemons speak in it',
    matches: /\b(?:pvedaemon|pveproxy|pvestatd|pve-ha-[cl]rm|pve-guests|pvescheduler|qmeventd|pmxcfs|pve-cluster)\[?/,
  },
  {
    side: 'host',
    because: 'it names guests by scope, task or tap interface',
    matches: /\bqemu\.slice\b|\b\d{3,}\.scope:|UPID:[\w.-]+:|\b(?:tap|fwbr|veth)\d+i\d/,
  },
  {
    side: 'host',
    because: 'QEMU runs on it',
    matches:
      /\b(?:kvm|qemu-system-[\w]+)\[\d+\]|\(qemu-system-|Killed process \d+ \(kvm\)|CPU \d+\/KVM|\bkvm_(?:intel|amd): |kvm \[\d+\]: vcpu|libvirtd\[/,
  },
  {
    side: 'host',
    because: 'it is command output of a Proxmox host',
    matches: /^\s*VMID\s+(?:NAME|Status)|TASK (?:OK|ERROR)|^qmpstatus:|INFO: (?:starting new backup job|Starting Backup of (?:VM|CT))/m,
  },
  {
    side: 'guest',
    because: 'its hardware is virtual',
    matches:
      /Hypervisor detected: |(?:Hardware name|DMI): (?:QEMU|KVM|VMware|Red Hat KVM|Microsoft Corporation Virtual|Bochs|Proxmox)|virtio_balloon|Booting paravirtualized kernel on KVM/,
  },
  { side: 'guest', because: 'the guest agent runs in it', matches: /\bqemu-ga\[?/ },
  { side: 'guest', because: 'it is a Windows event log', matches: /Microsoft-Windows-|EventID|id=(?:41|1074|6008)\b/ },
]

/** Whose log it is, worked out from its text; null when nothing in it tells. */
export function guessSide(lines: readonly string[]): { side: Side; because: string } | null {
  const text = lines.join('\n')
  const hint = HINTS.find(({ matches }) => matches.test(text))
  return hint ? { side: hint.side, because: hint.because } : null
}

/** Bundles and support archives put machines into folders. */
export function sideOfPath(path: string): { side: Side; node?: string } | null {
  const [, kind, node] = /(?:^|[/!])(nodes|hosts|host|guests|guest)\/([^/!]+)\//.exec(path) ?? []
  if (kind === undefined) return null
  return { side: kind.startsWith('guest') ? 'guest' : 'host', ...(node === undefined ? {} : { node }) }
}
