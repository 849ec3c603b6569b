import { expect, test } from 'vitest'
import { hostEdges } from './host.ts'
import { problemsOf } from './map.fixture.ts'

test('its arrows join known causes, once, in order, and say how', () => expect(problemsOf(hostEdges)).toEqual([]))
