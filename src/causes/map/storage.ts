import { defineEdges } from '../define.ts'

const HOUR = 3600
const face = (from: string, to: string, how: string, before = -60, after = 2 * HOUR) =>
  ({ from, to, bind: 'same-node', withinSeconds: [before, after], names: 'from', how }) as const
// Clocks of guests are off by minutes often enough; what a guest feels of its storage may be stamped before the fault.
const feltInGuest = (from: string, to: string, how: string) =>
  ({ from, to, bind: 'host-to-guest', withinSeconds: [-900, 6 * HOUR], names: 'from', how }) as const

const WAITS = 'Everything that reads or writes there waits.'
const DEVICES = [
  'storage.nvme-drop',
  'storage.controller-fault',
  'storage.usb-disconnect',
  'storage.disk-failure',
  'storage.disk-link-error',
  'storage.raid-failure',
  'hardware.pcie-error',
] as const
const STALLS = [
  ...DEVICES,
  'storage.nfs-hang',
  'storage.network-block-lost',
  'storage.ceph-blocked',
  'storage.thin-pool-full',
  'storage.zfs-pool-suspended',
  'storage.io-stall',
  'host.zfs-panic',
  'backup.io-stall',
] as const

/** Devices fail below pools and filesystems; all of them stall tasks, QEMU and guests above. */
export const storageEdges = defineEdges([
  ...DEVICES.map((from) => face(from, 'storage.zfs-pool-suspended', 'Without the device ZFS cannot write and suspends the pool.')),
  ...DEVICES.map((from) => face(from, 'storage.host-fs-readonly', 'A filesystem that cannot write its journal becomes read-only.')),
  ...['storage.thin-pool-full', 'storage.zfs-pool-suspended', 'storage.thin-metadata-full', 'storage.nfs-hang'].map((from) =>
    face(from, 'storage.host-fs-readonly', 'Writes fail and the filesystem becomes read-only.'),
  ),
  ...DEVICES.map((from) => face(from, 'storage.data-corruption', 'A device that is gone answers with errors.')),
  face('hardware.pcie-error', 'storage.nvme-drop', 'The link of the drive failed.'),
  face('storage.disk-failure', 'storage.disk-link-error', 'A disk that cannot read times out.', -HOUR, HOUR),
  face('storage.nvme-drop', 'storage.disk-link-error', 'The block layer reports the lost drive as offline.'),
  face('storage.network-block-lost', 'storage.disk-link-error', 'The disks behind the lost paths go offline.'),
  face('storage.usb-disconnect', 'storage.disk-link-error', 'The block layer reports the lost disk as offline.'),
  face('storage.controller-fault', 'storage.usb-disconnect', 'The controller takes all its devices along.'),
  face('storage.controller-fault', 'storage.disk-link-error', 'The controller takes all its disks along.'),
  face('storage.disk-link-error', 'storage.disk-failure', 'Errors of the link look like errors of the disk.', 0, 1),
  face('storage.thin-metadata-full', 'storage.thin-pool-damaged', 'Without metadata space the pool goes read-only.'),
  face('storage.thin-pool-full', 'storage.thin-pool-damaged', 'A full pool can end up needing a repair.'),
  face('storage.fs-full', 'host.service-down', 'Services that cannot write fail.', -HOUR, 6 * HOUR),
  ...STALLS.filter((id) => id !== 'storage.io-stall').map((from) => face(from, 'storage.io-stall', WAITS, -180, 6 * HOUR)),
  ...STALLS.map((from) => face(from, 'qemu.hang', 'QEMU waits for its disk.', -300, 6 * HOUR)),
  ...STALLS.map((from) => face(from, 'host.lockup', 'Processors spin for I/O that does not come back.', -60, 6 * HOUR)),
  ...STALLS.map((from) => feltInGuest(from, 'guest.hang', 'The disks of the guest stand still and its tasks with them.')),
  ...STALLS.map((from) => feltInGuest(from, 'guest.fs-readonly', 'The guest got errors from its disk.')),
  ...STALLS.map((from) => feltInGuest(from, 'storage.backend-fault', 'The virtual disk is only as good as what lies under it.')),
  ...STALLS.map((from) => feltInGuest(from, 'guest.kernel-panic', 'The kernel of the guest lost its disk.')),
  {
    from: 'storage.backend-fault',
    to: 'guest.hang',
    bind: 'same-guest',
    withinSeconds: [-60, 6 * HOUR],
    names: 'from',
    how: 'Tasks wait for the virtual disk.',
  },
  {
    from: 'storage.backend-fault',
    to: 'guest.fs-readonly',
    bind: 'same-guest',
    withinSeconds: [-60, 6 * HOUR],
    names: 'from',
    how: 'The filesystem got errors from the virtual disk.',
  },
  {
    from: 'storage.backend-fault',
    to: 'guest.kernel-panic',
    bind: 'same-guest',
    withinSeconds: [-60, 6 * HOUR],
    names: 'from',
    how: 'The kernel lost its disk.',
  },
  {
    from: 'guest.fs-full',
    to: 'guest.fs-readonly',
    bind: 'same-guest',
    withinSeconds: [-60, HOUR],
    names: 'from',
    how: 'A full filesystem produces errors.',
  },
  {
    from: 'guest.fs-readonly',
    to: 'guest.boot-failure',
    bind: 'same-guest',
    withinSeconds: [-60, 6 * HOUR],
    names: 'from',
    how: 'The damaged filesystem stops the boot.',
  },
  {
    from: 'guest.fs-freeze-hang',
    to: 'guest.hang',
    bind: 'same-guest',
    withinSeconds: [-60, 6 * HOUR],
    names: 'from',
    how: 'Writes to frozen filesystems wait.',
  },
  {
    from: 'guest.fs-freeze-hang',
    to: 'storage.backend-fault',
    bind: 'same-guest',
    withinSeconds: [-60, 6 * HOUR],
    names: 'from',
    how: 'Writes to frozen filesystems wait.',
  },
  {
    from: 'storage.volume-missing',
    to: 'qemu.start-failure',
    bind: 'same-node',
    withinSeconds: [-300, 300],
    names: 'from',
    how: 'QEMU cannot open the volume.',
  },
  {
    from: 'storage.thin-pool-damaged',
    to: 'storage.volume-missing',
    bind: 'same-node',
    withinSeconds: [-HOUR, HOUR],
    names: 'from',
    how: 'Volumes of an inactive pool are not there.',
  },
  {
    from: 'storage.thin-pool-damaged',
    to: 'qemu.start-failure',
    bind: 'same-node',
    withinSeconds: [-HOUR, HOUR],
    names: 'from',
    how: 'Volumes of an inactive pool cannot be opened.',
  },
  {
    from: 'storage.volume-missing',
    to: 'container.start-failure',
    bind: 'same-node',
    withinSeconds: [-300, 300],
    names: 'from',
    how: 'A mount point of the container is not there.',
  },
  {
    from: 'storage.zfs-pool-suspended',
    to: 'qemu.start-failure',
    bind: 'same-node',
    withinSeconds: [-60, 6 * HOUR],
    names: 'from',
    how: 'Nothing on a suspended pool can be opened.',
  },
  {
    from: 'storage.fs-full',
    to: 'qemu.start-failure',
    bind: 'same-node',
    withinSeconds: [-HOUR, HOUR],
    names: 'from',
    how: 'QEMU cannot write its files.',
  },
])
