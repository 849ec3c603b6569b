import { verifyPatterns } from '../verify.ts'
import { guest } from './guest.ts'

verifyPatterns(guest)
