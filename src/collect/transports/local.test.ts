import { expect, test } from 'vitest'
import { local } from './local.ts'

test('the same shell, here', () => expect(local({ sudo: true })).toEqual({ command: '/bin/sh', args: ['-s'], connectMs: 5000, sudo: true }))
