import { defineEdges } from '../define.ts'

const HOUR = 3600
/** A person who finds a guest dead resets or stops it: the task is a reaction, what came before is the cause. */
const reaction = (from: string, to: string, after = 12 * HOUR) =>
  ({ from, to, bind: 'same-guest', withinSeconds: [0, after], names: 'from', how: 'Somebody found the guest not working and ended it.' }) as const

const BEFORE = ['guest.hang', 'guest.kernel-panic', 'guest.fs-freeze-hang', 'guest.oom', 'guest.fs-readonly', 'storage.nfs-hang', 'storage.io-stall', 'storage.thin-pool-full', 'storage.zfs-pool-suspended', 'storage.nvme-drop', 'storage.controller-fault', 'storage.ceph-blocked', 'storage.backend-fault', 'qemu.hang', 'qemu.kvm-error', 'host.zfs-panic', 'host.kernel-oops', 'memory.balloon-starvation', 'guest.shutdown-ignored', 'network.nic-hang', 'backup.io-stall', 'passthrough.device-fault'] as const

export const operatorEdges = defineEdges([
  ...BEFORE.filter((from) => from !== 'guest.shutdown-ignored').map((from) => ({ from, to: 'guest.shutdown-ignored', bind: 'host-to-guest', withinSeconds: [-60, 12 * HOUR], names: 'from', how: 'A guest that stands still cannot follow a request.' }) as const),
  ...BEFORE.map((from) => reaction(from, 'operator.reset')),
  ...BEFORE.map((from) => reaction(from, 'operator.stop')),
  { from: 'memory.host-livelock', to: 'host.shutdown', bind: 'same-node', withinSeconds: [0, 6 * HOUR], names: 'from', how: 'Somebody rebooted the frozen host.' },
  ...['host.zfs-panic', 'host.kernel-oops', 'storage.nfs-hang', 'storage.io-stall', 'network.nic-hang', 'storage.zfs-pool-suspended', 'storage.nvme-drop', 'storage.controller-fault', 'passthrough.device-fault', 'network.link-outage', 'network.nic-lost'].map(
    (from) => ({ from, to: 'host.shutdown', bind: 'same-node', withinSeconds: [60, 12 * HOUR], names: 'from', how: 'Somebody rebooted the host to get out of it.' }) as const,
  ),
  { from: 'backup.stop-mode', to: 'operator.shutdown', bind: 'same-guest', withinSeconds: [-300, 600], names: 'from', how: 'A stop-mode backup shuts the guest down.' },
  { from: 'backup.stop-mode', to: 'operator.stop', bind: 'same-guest', withinSeconds: [-300, 600], names: 'from', how: 'A stop-mode backup stops the guest.' },
  { from: 'backup.stop-mode', to: 'guest.poweroff', bind: 'same-guest', withinSeconds: [-300, 600], names: 'from', how: 'A stop-mode backup shuts the guest down.' },
  { from: 'operator.automation', to: 'operator.shutdown', bind: 'same-guest', withinSeconds: [-60, 300], names: 'from', how: 'The tool asked for the shutdown.' },
  { from: 'operator.automation', to: 'operator.stop', bind: 'same-guest', withinSeconds: [-60, 300], names: 'from', how: 'The tool asked for the stop.' },
  { from: 'operator.automation', to: 'operator.reset', bind: 'same-guest', withinSeconds: [-60, 300], names: 'from', how: 'The tool asked for the reset.' },
  { from: 'operator.rollback', to: 'operator.stop', bind: 'same-guest', withinSeconds: [-60, 300], names: 'from', how: 'A rollback stops the guest first.' },
  { from: 'operator.shutdown', to: 'guest.poweroff', bind: 'host-to-guest', withinSeconds: [-10, 300], names: 'from', how: 'The guest did what it was asked from outside.' },
  { from: 'operator.reset', to: 'guest.reboot', bind: 'host-to-guest', withinSeconds: [-10, 300], names: 'from', how: 'The guest did what it was asked from outside.' },
  { from: 'operator.shutdown', to: 'operator.stop', bind: 'same-guest', withinSeconds: [0, 600], names: 'to', how: 'The shutdown was not enough and a hard stop followed.' },
  { from: 'guest.shutdown-ignored', to: 'operator.shutdown', bind: 'same-guest', withinSeconds: [-300, 300], names: 'from', how: 'The request was made and not followed.' },
  { from: 'operator.stop', to: 'qemu.killed', bind: 'same-guest', withinSeconds: [-60, 300], names: 'from', how: 'A hard stop ends the process.' },
  { from: 'operator.shutdown', to: 'qemu.killed', bind: 'same-guest', withinSeconds: [-60, 300], names: 'from', how: 'A shutdown with force ends the process.' },
  { from: 'guest.update-reboot', to: 'guest.reboot', bind: 'same-guest', withinSeconds: [-60, HOUR], names: 'from', how: 'The update asked for the reboot.' },
  { from: 'guest.orchestrated-shutdown', to: 'guest.reboot', bind: 'same-guest', withinSeconds: [-60, 900], names: 'from', how: 'The agent asked for the reboot.' },
  { from: 'guest.orchestrated-shutdown', to: 'guest.poweroff', bind: 'same-guest', withinSeconds: [-60, 900], names: 'from', how: 'The agent asked for the shutdown.' },
  { from: 'guest.watchdog', to: 'guest.kernel-panic', bind: 'same-guest', withinSeconds: [-60, 300], names: 'from', how: 'The watchdog panics the kernel.' },
  { from: 'guest.hang', to: 'guest.watchdog', bind: 'same-guest', withinSeconds: [-60, 1800], names: 'to', how: 'A guest that hangs does not feed its watchdog.' },
  { from: 'guest.kernel-panic', to: 'guest.hang', bind: 'same-guest', withinSeconds: [-120, HOUR], names: 'from', how: 'Lockups around a crash belong to it.' },
  { from: 'guest.boot-failure', to: 'guest.kernel-panic', bind: 'same-guest', withinSeconds: [-60, 60], names: 'from', how: 'Without its root the kernel gives up.' },
  { from: 'migration.failed', to: 'qemu.start-failure', bind: 'same-guest', withinSeconds: [-300, 600], names: 'from', how: 'The start at the target was part of the migration.' },
  { from: 'migration.failed', to: 'qemu.stale-lock', bind: 'same-guest', withinSeconds: [-60, 24 * HOUR], names: 'from', how: 'The lock of the migration was left behind.' },
  { from: 'qemu.stale-lock', to: 'qemu.start-failure', bind: 'same-guest', withinSeconds: [-60, 300], names: 'from', how: 'A locked guest is not started.' },
  { from: 'time.clock-jump', to: 'guest.hang', bind: 'same-side', withinSeconds: [-300, 3600], names: 'from', how: 'Timers that rely on the clock go wrong.' },
])
