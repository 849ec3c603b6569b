import { defineWarning, percent, type Sign } from './define.ts'

const CLEAR_BELOW = 0.03
const URGENT_AT = 0.95

/** Pools, filesystems and thin pools that fill up; a thin pool's metadata fills by itself and hurts worse. */
export const storageWarning = defineWarning({
  id: 'warning.storage',
  title: 'a storage fills up',
  forMs: 60_000,
  signs: (state, { storageAt }) =>
    state.storages.flatMap(({ id, node, usedFraction, metadataFraction }): Sign[] => {
      const about = `${id} (${node})`
      const sign = (used: number, text: string): Sign => ({
        about: text === 'metadata' ? `${about} metadata` : about,
        level: used >= storageAt ? 'raised' : used < storageAt - CLEAR_BELOW ? 'clear' : 'between',
        text:
          text === 'metadata'
            ? `The metadata of the thin pool ${about} is ${percent(used)} full. When it is full every guest on it stops.`
            : `${about} is ${percent(used)} full. When it is full the guests on it are paused.`,
        ...(text === 'metadata' ? { command: 'lvs -a -o lv_name,data_percent,metadata_percent' } : {}),
        urgency: used >= URGENT_AT ? 'P2' : 'P3',
      })
      return [
        ...(usedFraction === null ? [] : [sign(usedFraction, 'data')]),
        ...(metadataFraction === null ? [] : [sign(metadataFraction, 'metadata')]),
      ]
    }),
})
