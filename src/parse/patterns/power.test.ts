import { verifyPatterns } from '../verify.ts'
import { power } from './power.ts'

verifyPatterns(power)
