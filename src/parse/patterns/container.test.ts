import { verifyPatterns } from '../verify.ts'
import { container } from './container.ts'

verifyPatterns(container)
