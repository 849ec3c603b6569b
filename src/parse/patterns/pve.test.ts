import { verifyPatterns } from '../verify.ts'
import { pve } from './pve.ts'

verifyPatterns(pve)
