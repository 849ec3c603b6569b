import { verifyPatterns } from '../verify.ts'
import { kernelFaults } from './kernel-faults.ts'

verifyPatterns(kernelFaults)
