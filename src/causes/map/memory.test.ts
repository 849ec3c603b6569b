import { expect, test } from 'vitest'
import { memoryEdges } from './memory.ts'
import { problemsOf } from './map.fixture.ts'

test('its arrows join known causes, once, in order, and say how', () => expect(problemsOf(memoryEdges)).toEqual([]))
