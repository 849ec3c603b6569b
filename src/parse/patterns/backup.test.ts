import { verifyPatterns } from '../verify.ts'
import { backup } from './backup.ts'

verifyPatterns(backup)
