import { verifyPatterns } from '../verify.ts'
import { qemu } from './qemu.ts'

verifyPatterns(qemu)
