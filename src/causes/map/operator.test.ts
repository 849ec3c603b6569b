import { expect, test } from 'vitest'
import { operatorEdges } from './operator.ts'
import { problemsOf } from './map.fixture.ts'

test('its arrows join known causes, once, in order, and say how', () => expect(problemsOf(operatorEdges)).toEqual([]))
