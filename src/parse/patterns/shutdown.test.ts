import { verifyPatterns } from '../verify.ts'
import { shutdown } from './shutdown.ts'

verifyPatterns(shutdown)
