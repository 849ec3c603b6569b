import { verifyPatterns } from '../verify.ts'
import { storage } from './storage.ts'

verifyPatterns(storage)
