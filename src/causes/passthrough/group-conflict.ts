import { defineCause } from '../define.ts'

export const passthroughGroupConflict = defineCause({
  id: 'passthrough.group-conflict',
  title: 'passthrough took another device of the same group away from the host',
  area: 'passthrough',
  doc: 'Devices of one IOMMU group go together: starting a guest with one of them takes the disk controller or network card of the host too. The host is then unreachable or loses its disks in the second the guest starts.',
  state: 'unreachable',
  reach: 'node',
  planned: false,
  signals: {
    decisive: [
      { kind: 'iommu.group-conflict', side: 'host' },
      // Disks or links of the host that go in the second in which a device is handed over were on that device.
      {
        kind: 'vfio.attached',
        side: 'host',
        with: {
          kind: ['disk.offline', 'disk.link-error', 'disk.sync-failed', 'nic.lost', 'nvme.reset-failed', 'bridge.port-down'],
          withinSeconds: 10,
        },
      },
      // A driver lets go of its card at every shutdown too.
      {
        kind: 'nic.removed-by-unbind',
        side: 'host',
        with: {
          kind: ['vfio.attached', 'task.started', 'iommu.group-conflict', 'vm.started', 'scope.started', 'qemu.start-error'],
          withinSeconds: 60,
        },
      },
    ],
    supporting: [
      { kind: ['vfio.attached', 'qemu.start-error', 'disk.offline', 'bridge.port-down'] },
      { kind: ['task.started'], where: (o) => o.fields['type'] === 'qmstart' },
    ],
  },
  mustLog: 'host-kernel',
  because: (finding) =>
    `Starting the guest took a device away that shares its group with the passed-through one: ${finding.decisive[0]?.says}.`,
  remedies: [
    {
      when: 'immediate',
      text: 'Boot the host without starting the guest and remove the device from its configuration.',
      command: 'qm set {guest} --delete hostpci0 --onboot 0',
    },
    {
      when: 'long-term',
      text: 'Another slot, or passing through the whole group on purpose.',
      command: 'find /sys/kernel/iommu_groups -type l | sort -V',
    },
  ],
  prevention: [{ text: 'A passed-through device is alone in its group.', check: 'iommu group size' }],
  settle: [{ what: 'what else is in the group', command: 'find /sys/kernel/iommu_groups -type l | sort -V' }],
})
