import { expect, test } from 'vitest'
import { recordOf, runParser } from '../verify.ts'
import { uncleanJournalsParser } from './unclean-journals.ts'

const look = (line: string) => runParser(uncleanJournalsParser, [recordOf(line)]).map(({ kind, at }) => [kind, at])
const row = (file: string) => `-rw-r-----+ 1 root systemd-journal 8388608 1753831225 /var/log/journal/0123456789abcdef/${file}`

test('the journal of the system', () => expect(look(row('system@00063b1c-aa.journal~'))).toEqual([['journal.unclean', 1_753_831_225_000]]))
test('the one of a user tells little', () => expect(look(row('user-1000@00063b1c-aa.journal~'))).toEqual([]))
test('a whole one tells nothing', () => expect(look(row('system.journal'))).toEqual([]))
