export { resolveEntities } from './entities.ts'
export { isDate, orderByUptime } from './uptime.ts'
