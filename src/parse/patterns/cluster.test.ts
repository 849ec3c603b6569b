import { verifyPatterns } from '../verify.ts'
import { cluster } from './cluster.ts'

verifyPatterns(cluster)
