export {
  secretSource,
  type Config,
  type ConfigApi,
  configDocument,
  type ConfigGuest,
  type ConfigHost,
  type SecretSource,
} from './schema.ts'
export { loadConfig, type LoadedConfig, parseConfig } from './load.ts'
export { configPlaces, type Environment, locateConfig, storeFolder } from './locate.ts'
export { readSecret } from './secret.ts'
export { sizeInBytes } from './size.ts'
