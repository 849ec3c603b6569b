import { defineCollector } from '../define.ts'

/** Asks QEMU itself, and so waits for a QEMU that hangs: only for the guest in question. */
export const guestState = defineCollector({
  id: 'guest-state',
  title: 'State of the guest in the words of QEMU: running, paused, io-error, panicked',
  on: ['pve', 'libvirt'],
  round: 'evidence',
  lasts: 0,
  needs: 'root, or a token with VM.Audit',
  steps: ({ kind, guest, home, node, domain }) => {
    if (kind === 'libvirt')
      return domain === undefined
        ? []
        : [
            { use: 'libvirt-domain', with: { domain }, artifact: `domain-${domain}.txt`, holds: 'state' },
            { use: 'libvirt-log', with: { domain }, artifact: `qemu-${domain}.log`, holds: 'list' },
          ]
    if (!guest || !home || guest.node !== node) return []
    return [
      {
        use: 'pve-guest-state',
        with: { tool: guest.kind === 'ct' ? 'pct' : 'qm', guest: guest.id },
        artifact: `${guest.kind}-${guest.id}-status.txt`,
        holds: 'state',
      },
    ]
  },
})
