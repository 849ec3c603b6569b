import { expect, test } from 'vitest'
import { maasDocument } from '../store/documents.fixture.ts'
import { escalate } from './escalation.ts'

const contacts = [
  { who: 'Platform', reach: '#platform', when: 'critical infrastructure' },
  { who: 'Hardware', reach: '+1 555 0100', when: 'hardware errors, a broken disk' },
]

test('nothing met, nobody to call; what is open is said', async () => {
  const found = escalate((await maasDocument()).diagnoses[0]!, contacts)
  expect([found.met, found.contacts]).toEqual([[], []])
  expect(found.open.map(({ criterion }) => criterion)).toContain('Hardware errors detected')
})

test('who fits the criterion comes first', async () => {
  const diagnosis = structuredClone((await maasDocument()).diagnoses[0]!)
  diagnosis.escalation.find(({ criterion }) => criterion === 'Hardware errors detected')!.met = true
  expect(escalate(diagnosis, contacts).contacts.map(({ who }) => who)).toEqual(['Hardware', 'Platform'])
})
