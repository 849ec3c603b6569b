import { verifyPatterns } from '../verify.ts'
import { hardware } from './hardware.ts'

verifyPatterns(hardware)
