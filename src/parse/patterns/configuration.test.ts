import { verifyPatterns } from '../verify.ts'
import { configuration } from './configuration.ts'

verifyPatterns(configuration)
