import { verifyPatterns } from '../verify.ts'
import { disks } from './disks.ts'

verifyPatterns(disks)
