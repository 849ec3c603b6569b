import { defineCollector, type Step } from '../define.ts'

/** Up to PVE 8 the minutes are gone after an hour: nothing is asked before this. */
export const rrd = defineCollector({
  id: 'rrd',
  title: 'Memory and load of the node and the guest, minute by minute',
  on: ['pve'],
  round: 'evidence',
  lasts: 0,
  needs: 'root, or a token with Sys.Audit and VM.Audit',
  steps: ({ node, guest, home, now, window }): Step[] => {
    // The outage may be of this hour; older minutes exist only in the day of PVE 9, and are half hours before.
    const timeframes = now - window.to < 3_600_000 && now - window.from <= 3_600_000 ? (['hour'] as const) : (['hour', 'day'] as const)
    const api = guest?.kind === 'ct' ? 'lxc' : 'qemu'
    return timeframes.flatMap((timeframe): Step[] => [
      { use: 'pve-rrd-node', with: { node, timeframe }, artifact: `rrd/node-${timeframe}.json`, holds: 'state' },
      ...(guest && home && guest.node === node
        ? [
            {
              use: 'pve-rrd-guest' as const,
              with: { node, api, guest: guest.id, timeframe },
              artifact: `rrd/${guest.kind}-${guest.id}-${timeframe}.json`,
              holds: 'state' as const,
            },
          ]
        : []),
    ])
  },
})
