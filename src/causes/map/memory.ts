import { defineEdges } from '../define.ts'

export const memoryEdges = defineEdges([
  { from: 'guest.oom', to: 'guest.kernel-panic', bind: 'same-guest', withinSeconds: [-5, 600], names: 'from', how: 'With no process left to kill, or init killed, the kernel panics.' },
  { from: 'guest.oom', to: 'guest.hang', bind: 'same-guest', withinSeconds: [-300, 1800], names: 'from', how: 'A guest without memory spends its time reclaiming it.' },
  { from: 'guest.oom', to: 'guest.watchdog', bind: 'same-guest', withinSeconds: [-5, 1800], names: 'from', how: 'The watchdog daemon is starved or notices the lack of memory.' },
  { from: 'memory.host-livelock', to: 'host.lockup', bind: 'same-node', withinSeconds: [-600, 3600], names: 'from', how: 'Processors spin in reclaim.' },
  { from: 'memory.host-livelock', to: 'storage.io-stall', bind: 'same-node', withinSeconds: [-600, 3600], names: 'from', how: 'Tasks that wait for memory are reported as blocked.' },
  { from: 'memory.host-livelock', to: 'cluster.fence', bind: 'same-node', withinSeconds: [-60, 3600], names: 'to', how: 'The starved node no longer feeds its watchdog.' },
  { from: 'memory.host-livelock', to: 'guest.hang', bind: 'host-to-guest', withinSeconds: [-60, 3600], names: 'from', how: 'The guest gets no processor time and no memory.' },
  { from: 'memory.fragmentation', to: 'storage.io-stall', bind: 'same-side', withinSeconds: [-600, 3600], names: 'from', how: 'The filesystem waits for contiguous memory.' },
  { from: 'memory.fragmentation', to: 'guest.hang', bind: 'host-to-guest', withinSeconds: [-600, 3600], names: 'from', how: 'The filesystem under the guest waits for contiguous memory.' },
  { from: 'memory.balloon-starvation', to: 'guest.hang', bind: 'host-to-guest', withinSeconds: [-3600, 3600], names: 'from', how: 'The guest swaps instead of working.' },
  { from: 'memory.balloon-starvation', to: 'guest.oom', bind: 'host-to-guest', withinSeconds: [-3600, 3600], names: 'from', how: 'The balloon took the memory the guest needed.' },
  { from: 'memory.kernel-leak', to: 'memory.host-oom', bind: 'same-node', withinSeconds: [-5, 60], names: 'from', how: 'The kernel held the memory that the guests then lacked.' },
  { from: 'memory.ct-limit', to: 'container.init-exit', bind: 'same-guest', withinSeconds: [-5, 300], names: 'from', how: 'The process killed was the init of the container.' },
  { from: 'memory.start-failure', to: 'qemu.start-failure', bind: 'same-guest', withinSeconds: [-60, 60], names: 'from', how: 'QEMU gives up without its memory.' },
])
