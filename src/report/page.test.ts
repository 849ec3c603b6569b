import { describe, expect, it } from 'vitest'
import { type Page, renderPage } from './page.ts'

const page: Page = {
  title: 'A <title>',
  kind: 'Runbook',
  lead: 'What it is for.',
  sections: [
    {
      id: 'one',
      menu: 'One',
      blocks: [
        { type: 'heading', level: 2, text: 'One' },
        { type: 'text', text: 'Run it.', command: 'qm list', cites: ['e1', 'e9'] },
        { type: 'code', language: 'text', text: 'line one\n<b>line two</b>' },
      ],
    },
  ],
  evidence: [
    {
      ref: 'e1',
      at: null,
      clock: { stamp: 'none' },
      from: 'host',
      file: 'a.txt',
      line: 3,
      text: 'x',
      kind: 'figure',
      says: 'figure',
      witness: 'pve',
      salience: 'context',
    },
  ],
  footer: 'Made by whydown.',
}

describe('a page', () => {
  it('as HTML: one file, no markup from texts, no script', () => {
    const html = renderPage(page, { format: 'html' })
    expect(html).toContain('<h1>A &lt;title&gt;</h1>')
    expect(html).toContain('<a href="#one">One</a>')
    expect(html).toContain('&lt;b&gt;line two&lt;/b&gt;')
    expect(html).not.toMatch(/<script|https?:\/\//)
  })
  it('as Markdown: its title first, commands and samples fenced line by line', () => {
    const md = renderPage(page, { format: 'md' })
    expect(md.startsWith('# A &lt;title&gt;\n\nWhat it is for.\n\n## One\n')).toBe(true)
    expect(md).toContain('```sh\nqm list\n```')
    expect(md).toContain('```text\nline one\n<b>line two</b>\n```')
  })
  it('as text', () => expect(renderPage(page, { format: 'text', width: 60 })).toContain('Run it. [1 ?]'))
  it('a line that the page lacks is marked, not left out', () => expect(renderPage(page, { format: 'md' })).toContain('\\[?\\]'))
})
