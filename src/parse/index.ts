export * from './define.ts'
export { createObserver } from './observe.ts'
export { formats, parsers, patterns } from './index.generated.ts'
export * from './read/index.ts'
