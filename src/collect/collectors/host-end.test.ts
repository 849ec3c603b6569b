import { expect, test } from 'vitest'
import { hostEnd } from './host-end.ts'
import { plan } from './plan.fixture.ts'

const asked = (layer: 'host' | 'process') => hostEnd.steps(plan({ layer })).map(({ use }) => use)

test('the BMC is asked when the host itself may have ended', () => expect(asked('host')).toContain('bmc-events'))
test('and not when only a guest did: it answers slowly', () => expect(asked('process')).not.toContain('bmc-events'))
