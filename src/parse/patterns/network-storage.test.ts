import { verifyPatterns } from '../verify.ts'
import { networkStorage } from './network-storage.ts'

verifyPatterns(networkStorage)
