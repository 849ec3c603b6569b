/** The line a figure was read from. */
export interface Source {
  readonly file: string
  readonly line: number
  readonly text: string
}

export interface Figure {
  readonly kib: number
  readonly source: Source
}

export interface Told<T> {
  readonly value: T
  readonly source: Source
}

/** What is known of one guest. What no file says is absent. */
export interface GuestFacts {
  readonly kind: 'vm' | 'ct'
  readonly id: string
  node: string
  name?: string
  running?: Told<boolean>
  memory?: Figure
  /** Least memory the balloon may leave it; 0: no balloon device. */
  balloon?: Figure
  hugepages?: Told<string>
  onboot?: Told<boolean>
  template?: boolean
  tags?: readonly string[]
  pid?: Told<number>
  ha?: Told<string>
}

/** One process of a node as the kernel weighs it. */
export interface ProcessFacts {
  readonly pid: number
  name: string
  uid: number
  rssKiB: number
  swapKiB: number
  /** Undefined where the listing does not tell; the kernel counts them. */
  tablesKiB?: number
  adj?: number
  kernelThread?: boolean
  guest?: string
  source: Source
}

export interface UseSample {
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly usedKiB: number
  readonly source: Source
}

export interface NodeFacts {
  readonly name: string
  memTotal?: Figure
  memAvailable?: Figure
  memFree?: Figure
  swapTotal?: Figure
  swapFree?: Figure
  hugepages?: Figure
  /** Sum of the memory modules. */
  modules?: Figure
  arcMax?: Figure
  arcSize?: Figure
  arcMin?: Figure
  /** `zfs_arc_max` as set; 0 means the default of the version. */
  arcSetting?: Figure
  zfsVersion?: Told<string>
  ksmShared?: Figure
  kernel?: Told<string>
  cephOsds: ProcessFacts[]
  cephTarget?: Figure
  processes: Map<number, ProcessFacts>
  samples: UseSample[]
  /** Memory of its guests as their processes held it at a kill, by guest. */
  touched: Map<string, Figure>
}

export interface HaRule {
  readonly guests: readonly string[]
  readonly nodes: readonly string[]
  /** Elsewhere it is not started at all. */
  readonly strict: boolean
  readonly source: Source
}

export interface Facts {
  readonly nodes: Map<string, NodeFacts>
  /** By `vm:102`. */
  readonly guests: Map<string, GuestFacts>
  readonly rules: HaRule[]
  /** Members of the cluster as corosync.conf lists them; null when unknown. */
  members: Told<readonly string[]> | null
  qdevice: boolean
  /** True when a list of what HA manages was among the files: only then does absence say anything. */
  haKnown: boolean
  readonly notes: string[]
}

export const emptyNode = (name: string): NodeFacts => ({
  name,
  cephOsds: [],
  processes: new Map(),
  samples: [],
  touched: new Map(),
})

export const emptyFacts = (): Facts => ({
  nodes: new Map(),
  guests: new Map(),
  rules: [],
  members: null,
  qdevice: false,
  haKnown: false,
  notes: [],
})

/** A file that may hold figures: the output of a command, a copied file, an answer of the API. */
export interface CapacityFile {
  readonly file: string
  readonly node?: string
  /** Command or path on the machine it was read from. */
  readonly origin?: string
  /** ISO 8601 instant. */
  readonly collectedAt?: string
  readonly text: string
}

export interface Reading {
  readonly facts: Facts
  readonly file: CapacityFile
  /** Where its lines belong unless they say otherwise. */
  readonly node: string
}

export function nodeOf(facts: Facts, name: string): NodeFacts {
  const known = facts.nodes.get(name)
  if (known) return known
  const node = emptyNode(name)
  facts.nodes.set(name, node)
  return node
}

export function guestOf(facts: Facts, kind: 'vm' | 'ct', id: string, node: string): GuestFacts {
  const key = `${kind}:${id}`
  const known = facts.guests.get(key)
  if (known) return known
  const guest: GuestFacts = { kind, id, node }
  facts.guests.set(key, guest)
  return guest
}
