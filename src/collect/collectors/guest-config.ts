import { defineCollector } from '../define.ts'

export const guestConfig = defineCollector({
  id: 'guest-config',
  title: 'Configuration of the guest',
  on: ['pve'],
  round: 'evidence',
  lasts: 9,
  needs: 'root or group www-data',
  steps: ({ guest, home, node }) =>
    guest && home
      ? [
          {
            use: 'pve-config',
            with: { node: guest.node ?? node, folder: guest.kind === 'ct' ? 'lxc' : 'qemu-server', guest: guest.id },
            artifact: `${guest.kind}-${guest.id}.conf`,
            holds: 'state',
          },
        ]
      : [],
})
