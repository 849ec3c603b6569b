import { defineEdges } from '../define.ts'

const HOUR = 3600

/** Networks, quorum and fencing. */
export const clusterEdges = defineEdges([
  { from: 'network.link-outage', to: 'cluster.quorum-lost', bind: 'same-cluster', withinSeconds: [-120, 900], names: 'to', how: 'Without the link the node does not see the others.' },
  { from: 'network.nic-hang', to: 'cluster.quorum-lost', bind: 'same-cluster', withinSeconds: [-120, 900], names: 'from', how: 'The hung card carries the cluster traffic.' },
  { from: 'network.nic-lost', to: 'cluster.quorum-lost', bind: 'same-cluster', withinSeconds: [-120, 900], names: 'from', how: 'The lost card carries the cluster traffic.' },
  { from: 'cluster.quorum-lost', to: 'cluster.fence', bind: 'same-cluster', withinSeconds: [-5, 900], names: 'to', how: 'A node with HA guests that has no quorum resets itself.' },
  { from: 'network.link-outage', to: 'cluster.fence', bind: 'same-cluster', withinSeconds: [-120, 900], names: 'to', how: 'Without the link the node lost quorum and reset itself.' },
  { from: 'network.nic-hang', to: 'cluster.fence', bind: 'same-cluster', withinSeconds: [-120, 1800], names: 'to', how: 'Without its card the node lost quorum and reset itself.' },
  { from: 'cluster.fence', to: 'cluster.ha-recovery', bind: 'same-cluster', withinSeconds: [-60, 1800], names: 'from', how: 'HA starts the guests of a fenced node elsewhere.' },
  { from: 'power.loss', to: 'cluster.fence', bind: 'same-cluster', withinSeconds: [-60, 900], names: 'from', how: 'The other nodes fence a node that fell silent.' },
  { from: 'host.kernel-panic', to: 'cluster.fence', bind: 'same-cluster', withinSeconds: [-60, 900], names: 'from', how: 'The other nodes fence a node that fell silent.' },
  { from: 'cluster.ha-recovery', to: 'cluster.ha-relocation', bind: 'same-guest', withinSeconds: [-60, 1800], names: 'from', how: 'After a recovery HA may move the guest again.' },
  { from: 'network.nic-hang', to: 'network.link-outage', bind: 'same-node', withinSeconds: [-60, 900], names: 'from', how: 'A hung card is reset and its link goes down.' },
  { from: 'network.nic-lost', to: 'network.link-outage', bind: 'same-node', withinSeconds: [-60, 900], names: 'from', how: 'A card that is gone has no link.' },
  { from: 'network.driver-missing', to: 'network.bridge-misconfig', bind: 'same-node', withinSeconds: [-60, 900], names: 'from', how: 'The port of the bridge does not exist without its driver.' },
  { from: 'network.bridge-misconfig', to: 'qemu.start-failure', bind: 'same-node', withinSeconds: [-HOUR, HOUR], names: 'from', how: 'The guest cannot be attached to its bridge.' },
  { from: 'storage.nfs-hang', to: 'cluster.fence', bind: 'same-cluster', withinSeconds: [-60, HOUR], names: 'to', how: 'A node that stands still does not feed its watchdog.' },
  { from: 'storage.zfs-pool-suspended', to: 'cluster.fence', bind: 'same-node', withinSeconds: [-60, HOUR], names: 'from', how: 'A node whose root stands still does not feed its watchdog.' },
  { from: 'storage.nvme-drop', to: 'cluster.fence', bind: 'same-node', withinSeconds: [-60, HOUR], names: 'from', how: 'A node whose root is gone does not feed its watchdog.' },
  { from: 'network.link-outage', to: 'storage.nfs-hang', bind: 'same-node', withinSeconds: [-60, 900], names: 'from', how: 'The file server is behind the lost link.' },
  { from: 'network.link-outage', to: 'storage.network-block-lost', bind: 'same-node', withinSeconds: [-60, 900], names: 'from', how: 'The block storage is behind the lost link.' },
  { from: 'network.link-outage', to: 'storage.ceph-blocked', bind: 'same-cluster', withinSeconds: [-60, 900], names: 'from', how: 'Ceph is behind the lost link.' },
  { from: 'cluster.quorum-lost', to: 'qemu.start-failure', bind: 'same-node', withinSeconds: [-HOUR, HOUR], names: 'from', how: 'Nothing can be started without quorum.' },
])
