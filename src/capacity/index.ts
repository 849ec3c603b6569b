export { type Candidate, killOrder, type KillOrder, type Machine, protect, type Protection, type Weighed } from './kill-order.ts'
