import { expect, test } from 'vitest'
import { memoryWarning } from './memory.ts'

test('a node whose memory was not seen says nothing', () =>
  expect(
    memoryWarning.signs(
      {
        schema: 'whydown.state/v1',
        at: '',
        name: null,
        guests: [],
        storages: [],
        warnings: [],
        nodes: [
          {
            name: 'pve',
            status: 'unknown',
            seenAt: null,
            trouble: null,
            memory: null,
            pressure: null,
            killedNext: [],
            growthKiBPerHour: null,
            fullInHours: null,
            bootId: null,
          },
        ],
      },
      { memoryAt: 0.85, storageAt: 0.85 },
    ),
  ).toEqual([]))
