/** What a lab consists of; read by the keeper, written by tests and by `npm run lab -- up`. */
export interface LabSpec {
  /** Round trip between the client and every machine, in milliseconds. */
  readonly roundTripMs: number
  readonly machines: readonly MachineSpec[]
}

export interface MachineSpec {
  readonly name: string
  /** Address on the lab's bridge, 10.77.0.x. Clients use 10.77.1.x: the same machine behind the delaying relay. */
  readonly address: string
  /** `node` plays a Proxmox VE host, `guest` the inside of a VM that a node starts, `plain` is only a Debian with sshd. */
  readonly role: 'node' | 'guest' | 'plain'
  readonly pve?: 7 | 8 | 9
  /** Gives its journald the real kernel's log from now on. Its clock then counts from the boot of the real machine. */
  readonly kernelLog?: boolean
  readonly guests?: readonly GuestSpec[]
}

export interface GuestSpec {
  readonly id: number
  readonly name: string
  readonly memoryMiB: number
  readonly onboot?: boolean
  /** Limit of the control group of its process: reached, this kernel kills. Proxmox sets none; people do. */
  readonly limitMiB?: number
  /** Name of the machine that is its inside. Without one the VM is a process that holds memory and answers QMP. */
  readonly inside?: string
  /** Started when the lab comes up. */
  readonly running?: boolean
}

/** Where a client finds a machine. */
export const farAddress = (address: string): string => address.replace(/^10\.77\.0\./, '10.77.1.')
