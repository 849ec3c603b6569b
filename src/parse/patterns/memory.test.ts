import { verifyPatterns } from '../verify.ts'
import { memory } from './memory.ts'

verifyPatterns(memory)
