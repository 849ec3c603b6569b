import { describe, expect, test } from 'vitest'
import { renderPage } from '../report/index.ts'
import { buildRunbook } from './build.ts'
import { runbookPage } from './page.ts'
import { emptySite } from './site.ts'

const page = (contacts = emptySite.contacts) =>
  runbookPage(buildRunbook({ site: { ...emptySite, contacts }, today: '2026-01-31', version: '0' }))

describe('the form that people keep runbooks in', () => {
  test('its parts as headings', () => {
    const md = renderPage(page(), { format: 'md' })
    for (const heading of [
      '## Prerequisites',
      '## Phase 1: Initial triage (5 minutes)',
      '## Phase 3: Root cause (15 minutes)',
      '## Common causes and solutions',
      '## Prevention and monitoring',
      '## Escalation',
      '## Commands reference',
      '## Recovery',
      '## After the incident',
    ])
      expect(md).toContain(heading)
    expect(md).toContain('**Decision point:**')
    expect(md).toContain('Next review 2026-05-01')
  })
  test('commands and real lines in fences, line by line', () => {
    const md = renderPage(page(), { format: 'md' })
    expect(md).toContain(
      '```text\nFile /var/log/journal/0a1f/system.journal corrupted or uncleanly shut down, renaming and replacing.\nEXT4-fs (sda1): recovery complete\n```',
    )
    expect(md).not.toContain('␊')
  })
  test('one page without a script', () => expect(renderPage(page(), { format: 'html' })).not.toMatch(/<script/))
  test('contacts cannot become markup', () =>
    expect(renderPage(page([{ who: '<img src=x onerror=1>', reach: '[x](javascript:1)' }]), { format: 'md' })).not.toMatch(
      /<img|[^\\]\]\(javascript/,
    ))
  test('no contacts: it says where they belong', () => expect(renderPage(page(), { format: 'md' })).toContain('No contacts are configured'))
})
