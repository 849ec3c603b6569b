import { expect, test } from 'vitest'
import { configPlaces, locateConfig, storeFolder } from './locate.ts'

test('places, nearest first', () =>
  expect(configPlaces({ HOME: '/home/a' }, '/work')).toEqual([
    '/work/whydown.yaml',
    '/home/a/.config/whydown/config.yaml',
    '/etc/whydown/config.yaml',
  ]))
test('a file that was named must exist', () =>
  expect(() => locateConfig('/nowhere/x.yaml', {}, '/')).toThrow('There is no configuration /nowhere/x.yaml.'))
test('a wrong variable is named', () =>
  expect(() => locateConfig(undefined, { WHYDOWN_CONFIG: '/nowhere/y.yaml' }, '/')).toThrow('/nowhere/y.yaml'))
test('the store', () =>
  expect([
    storeFolder(undefined, { HOME: '/home/a' }, false),
    storeFolder(undefined, { HOME: '/root' }, true),
    storeFolder('~/w', { HOME: '/home/a' }, false),
    storeFolder('/x', { WHYDOWN_STORE: '/y' }, true),
    storeFolder(undefined, { XDG_STATE_HOME: '/s' }, true),
  ]).toEqual(['/home/a/.local/state/whydown', '/var/lib/whydown', '/home/a/w', '/y', '/s/whydown']))
