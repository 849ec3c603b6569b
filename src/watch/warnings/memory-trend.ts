import { defineWarning, gib, type Sign } from './define.ts'

const SOON_H = 6
const CLEAR_H = 12

/** Memory that runs out at the present growth within hours, long before a line of per cent is crossed. */
export const memoryTrendWarning = defineWarning({
  id: 'warning.memory-trend',
  title: 'memory runs out at the present growth',
  forMs: 900_000,
  signs: (state) =>
    state.nodes.flatMap(({ name, memory, fullInHours, growthKiBPerHour }): Sign[] =>
      memory
        ? [
            {
              about: name,
              level:
                fullInHours !== null && fullInHours < SOON_H
                  ? 'raised'
                  : fullInHours === null || fullInHours > CLEAR_H
                    ? 'clear'
                    : 'between',
              text: `${name} runs out of memory in about ${fullInHours === null ? 'some' : Math.max(1, Math.round(fullInHours))} h if it goes on growing by ${gib(growthKiBPerHour ?? 0)} an hour.`,
              command: 'whydown capacity',
              urgency: 'P3',
            },
          ]
        : [],
    ),
})
