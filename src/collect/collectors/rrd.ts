import { defineCollector, type Step } from '../define.ts'

/** Frames of an hour reach back 60 minutes on PVE 9 and 70 before. */
const HOUR_KEPT_MS = 3_600_000

/** Up to PVE 8 the minutes are gone after an hour: nothing is asked before this. */
export const rrd = defineCollector({
  id: 'rrd',
  title: 'Memory and load of the node and the guest, minute by minute',
  on: ['pve'],
  round: 'evidence',
  lasts: 0,
  needs: 'root, or a token with Sys.Audit and VM.Audit',
  steps: ({ node, guest, home, now, window, focus }): Step[] => {
    // The outage may be of this hour; older minutes exist only in the day of PVE 9, and are half hours before.
    // Each of these is a start of pvesh, which costs the host most of a second.
    const oldest = focus.length > 0 ? Math.min(...focus.map(({ from }) => from)) : window.from
    const timeframes = now - oldest <= HOUR_KEPT_MS ? (['hour'] as const) : (['hour', 'day'] as const)
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
