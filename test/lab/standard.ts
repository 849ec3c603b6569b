import type { LabSpec, MachineSpec } from './spec.ts'

/** Three nodes of PVE 9, 8 and 7 with two guests that have an inside (maas on pve1, web on pve2) and two that have none. */
export function threeNodes(options: { roundTripMs?: number; nodes?: number; kernelLog?: string } = {}): LabSpec {
  const nodes: MachineSpec[] = [
    { name: 'pve1', address: '10.77.0.11', role: 'node', pve: 9, guests: [
      { id: 102, name: 'maas', memoryMiB: 2048, inside: 'maas', running: true },
      { id: 103, name: 'opnsense', memoryMiB: 1024, running: true },
      { id: 104, name: 'k3s', memoryMiB: 512, limitMiB: 96, running: true },
    ] },
    { name: 'pve2', address: '10.77.0.12', role: 'node', pve: 8, guests: [{ id: 105, name: 'web', memoryMiB: 1024, inside: 'web', running: true }] },
    { name: 'pve3', address: '10.77.0.13', role: 'node', pve: 7, guests: [] },
  ] // prettier-ignore
  const used = nodes.slice(0, options.nodes ?? 3).map((node) => (node.name === options.kernelLog ? { ...node, kernelLog: true } : node))
  const insides = used.flatMap(({ guests }) => guests ?? []).flatMap(({ inside }) => inside ?? [])
  return {
    roundTripMs: options.roundTripMs ?? 0,
    machines: [...used, ...insides.map((name, n): MachineSpec => ({ name, address: `10.77.0.${52 + n}`, role: 'guest' }))],
  }
}
