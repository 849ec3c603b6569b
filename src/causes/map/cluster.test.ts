import { expect, test } from 'vitest'
import { clusterEdges } from './cluster.ts'
import { problemsOf } from './map.fixture.ts'

test('its arrows join known causes, once, in order, and say how', () => expect(problemsOf(clusterEdges)).toEqual([]))
