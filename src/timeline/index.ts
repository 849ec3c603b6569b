export { endsAfter, endsOfGuests, isDeathOfQemu } from './dead-process.ts'
export { resolveEntities } from './entities.ts'
export { isDate, orderByUptime } from './uptime.ts'
