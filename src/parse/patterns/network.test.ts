import { verifyPatterns } from '../verify.ts'
import { network } from './network.ts'

verifyPatterns(network)
