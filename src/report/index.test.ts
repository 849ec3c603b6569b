import { describe, expect, it } from 'vitest'
import type { Diagnosis, DiagnosisDocument } from '../model/index.ts'
import { displayWidth } from './display-width.ts'
import { renderReport, renderTerminal } from './index.ts'
import { documentOf, inconclusive, killed, noOutage, sampleDocument } from './sample.fixture.ts'

const FORMATS = ['md', 'html', 'json', 'text'] as const
// oxlint-disable-next-line no-control-regex -- controls are what is looked for
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/

/** Every text that comes from a log, replaced by something that attacks its reader. */
function attacked(text: string): DiagnosisDocument {
  return {
    ...sampleDocument,
    zone: { name: 'UTC', because: text },
    notes: [text],
    coverage: sampleDocument.coverage.map((row) => ({ ...row, because: text })),
    evidence: sampleDocument.evidence.map((item) => ({ ...item, text, says: text, file: text, node: text })),
    diagnoses: [
      {
        ...killed,
        subject: { ...killed.subject, name: text },
        headline: text,
        statements: killed.statements.map((s) => ({ ...s, text })),
        chain: killed.chain.map((link) => ({ ...link, title: text, because: text })),
        rejected: killed.rejected.map((r) => ({ ...r, id: text, title: text, because: text })),
        unknown: killed.unknown.map((u) => ({ ...u, because: text, wouldSettle: [{ what: text, command: text }] })),
        remediation: killed.remediation.map((r) => ({ ...r, text, command: text })),
        memory: { ...killed.memory!, title: text, rows: killed.memory!.rows.map((row) => ({ ...row, name: text, readFrom: text })) },
      },
    ],
  }
}

describe('hostile text', () => {
  const script = '</pre><script>alert(1)</script><img src=x onerror="alert(2)">'
  it('is no markup in HTML', () => {
    const html = renderReport(attacked(script), { format: 'html' })
    expect(html).not.toMatch(/<script|<img/i)
    expect(html).toContain('&lt;script&gt;')
  })
  it('is no markup in Markdown outside of code', () => {
    const md = renderReport(attacked(script), { format: 'md' })
    const prose = md.replace(/^( *)(`{3,})[^\n]*\n[\s\S]*?\n\1\2$/gm, '').replace(/(`+)[^`][\s\S]*?\1/g, '')
    expect(prose).not.toMatch(/<script|<img|<\/pre/i)
  })
  it.each(['md', 'html', 'text'] as const)('with controls and direction overrides leaves none in %s', (format) => {
    const text = renderReport(attacked('\u001b[31mred\u001b]0;t\u0007\u202egnp.exe\u0000\r\u009b2J'), { format, full: true })
    expect(text).not.toMatch(CONTROL)
  })
  it.each(['md', 'html', 'text'] as const)('of ten million characters is cut with a count in %s', (format) => {
    const evidence = sampleDocument.evidence.map((item) => (item.ref === 'h-killed' ? { ...item, text: 'x'.repeat(10_000_000) } : item))
    const text = renderReport({ ...sampleDocument, evidence }, { format, full: true })
    expect(text.length).toBeLessThan(400_000)
    expect(text.replace(/\s+/g, ' ')).toMatch(/9,99\d,\d{3} more characters/)
  })
  it('cannot break a Markdown table', () => {
    const rejected = [{ ...killed.rejected[0]!, because: 'a | b\n| c | d |' }]
    const md = renderReport(documentOf({ ...killed, rejected }), { format: 'md' })
    const row = md.split('\n').find((line) => line.includes('a \\| b'))
    expect(row?.replaceAll('\\|', '').match(/\|/g)).toHaveLength(4)
  })
})

describe('citations', () => {
  it('in HTML all lead to a line that is there', () => {
    const html = renderReport(documentOf(killed, inconclusive, noOutage), { format: 'html' })
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map((m) => m[1]))
    const links = [...html.matchAll(/href="#([^"]+)"/g)]
      .map((m) => m[1]!)
      .filter((link) => !link.startsWith('r-') && !link.startsWith('i-'))
    expect(links.length).toBeGreaterThan(40)
    expect(links.filter((link) => !ids.has(link))).toEqual([])
    expect([...html.matchAll(/ id="([^"]+)"/g)]).toHaveLength(ids.size)
  })
  it('in Markdown all lead to a line that is there', () => {
    const md = renderReport(documentOf(killed, inconclusive), { format: 'md' })
    const ids = new Set([...md.matchAll(/<a id="([^"]+)">/g)].map((m) => m[1]))
    const links = [...md.matchAll(/\]\(#([^)]+)\)/g)].map((m) => m[1])
    expect(links.length).toBeGreaterThan(30)
    expect(links.filter((link) => !ids.has(link))).toEqual([])
  })
  it.each(['md', 'html', 'text'] as const)('say so in %s when the document lacks the line', (format) => {
    const lost: Diagnosis = { ...killed, statements: [{ id: 'why', text: 'Nobody wrote this.', evidence: ['gone'] }] }
    expect(renderReport(documentOf(lost), { format })).toMatch(/Nobody wrote this\.[^\n]{0,220}?\?/)
  })
  it('follow every statement in every form', () => {
    for (const statement of killed.statements) {
      const start = statement.text.slice(0, 30)
      expect(
        renderReport(sampleDocument, { format: 'md' })
          .split('\n')
          .find((line) => line.includes(start)),
      ).toMatch(/\[\\\[\d+\\\]\]\(#e1-\d+\)$/)
      expect(renderReport(sampleDocument, { format: 'html' })).toMatch(
        new RegExp(`${start.replace(/[()+.]/g, '\\$&')}[^<]*<details class="ev"><summary[^>]*><span class="key">\\d`),
      )
    }
  })
  it('on the first screen all stand beside their line', () => {
    const text = renderTerminal(sampleDocument)
    const cited = [...text.matchAll(/\[((?:C?\d+ ?)+)\]/g)].flatMap((m) => m[1]!.split(' '))
    for (const number of cited.filter((n) => n !== '31176' && Number(n) < 100))
      expect(text).toMatch(new RegExp(`^ +${number}  (host|guest)`, 'm'))
  })
})

describe('terminal', () => {
  const withoutCommands = (text: string) => text.split('\n').filter((line) => !/["']/.test(line))
  it.each([
    ['confirmed', killed],
    ['likely', { ...killed, conclusion: 'likely' as const }],
    ['inconclusive', inconclusive],
    ['no outage', noOutage],
  ])('fits in 80 columns: %s', (_name, diagnosis) => {
    for (const full of [false, true])
      for (const line of withoutCommands(renderTerminal(documentOf(diagnosis), { full })))
        expect(displayWidth(line), line).toBeLessThanOrEqual(80)
  })
  it('fits in 40 columns', () => {
    for (const line of withoutCommands(renderTerminal(sampleDocument, { width: 40 })).filter(
      (line) => !line.includes('\\') && !line.includes('--'),
    ))
      expect(displayWidth(line), line).toBeLessThanOrEqual(40)
  })
  it('says the same without colour', () => {
    // oxlint-disable-next-line no-control-regex -- colour is what is taken away
    expect(renderTerminal(sampleDocument, { colour: true }).replace(/\u001b\[\d+m/g, '')).toBe(renderTerminal(sampleDocument))
  })
  it('names what, when, how long and how sure before anything else', () => {
    const [, first, second] = renderTerminal(sampleDocument).split('\n')
    expect(first).toMatch(/102 \(maas\) was killed .* CONFIRMED$/)
    expect(second).toBe('  2025-07-29 16:19:27 PDT, back at 17:00:18 (40 min 51 s). Not planned.')
  })
  it('an inconclusive answer puts what would settle it before the evidence', () => {
    const text = renderTerminal(documentOf(inconclusive))
    expect(text.indexOf('Not known')).toBeGreaterThan(0)
    expect(text.indexOf('Not known')).toBeLessThan(text.indexOf('Evidence'))
    expect(text).toContain('INCONCLUSIVE')
  })
  it('names the other diagnoses and how to see them', () => {
    const other = { ...inconclusive, subject: { ...inconclusive.subject, id: '101', name: 'k3s' }, headline: '101 (k3s) ended abruptly.' }
    const text = renderTerminal(documentOf(killed, other))
    expect(text).toContain('2  101 (k3s) ended abruptly. 2025-07-29 16:19:21 PDT. INCONCLUSIVE.')
    expect(text).toContain('--subject vm:101')
    expect(renderTerminal(documentOf(killed, inconclusive))).toContain('--at 2025-07-29T23:19:21.000Z')
  })
  it('works without any diagnosis', () => expect(renderTerminal(documentOf())).toContain('names no machine that went down'))
})

describe('the report', () => {
  const md = renderReport(sampleDocument, { format: 'md' })
  it.each([
    'Executive summary',
    'Severity',
    'Impact',
    'Chain',
    'Timeline',
    'Where all 16.00 GiB were',
    'Investigation path',
    'Phase 1: Triage',
    'Four whys',
    'Contributing factors',
    'Primary',
    'Secondary',
    'Who was who',
    'Ruled out',
    'Not known',
    'Also seen',
    'What to do',
    'Prevention and monitoring',
    'Lessons',
    'Action items',
    'Escalation',
    'Evidence',
    'What we could not see',
  ])('has the part %s', (heading) => expect(md).toMatch(new RegExp(`^#{2,3} ${heading}`, 'm')))
  it('leaves to a person what only a person knows', () => {
    expect(md).toMatch(/\*\*Author\*\* \| .*____ \(to fill\)/)
    expect(md).toMatch(/Plan the memory upgrade of pve\*\* \| Long term \| .*____ \| .*____ \| Open/)
  })
  it('reviews thirty days after the outage', () => expect(md).toContain('| **Next review** | 2025-08-28 |'))
  it('gives UTC in the appendix', () => expect(md).toContain('2025-07-29 23:19:27.117 UTC'))
  it('calls an unwitnessed trigger a coincidence, and secondary', () => {
    expect(md).toContain('Coincidence in time, not proof.')
    expect(md.indexOf('**Image sync:**')).toBeGreaterThan(md.indexOf('### Secondary'))
  })
  it('has no empty part for an inconclusive answer', () => {
    const open = renderReport(documentOf(inconclusive), { format: 'md' })
    for (const heading of ['Chain', 'Impact', 'What to do', 'Lessons', 'Escalation']) expect(open).not.toContain(`## ${heading}`)
    expect(open).not.toMatch(/undefined|null|NaN/)
  })
  it('claims no outage where there was none', () => {
    const none = renderReport(documentOf(noOutage), { format: 'html' })
    expect(none).not.toContain('<em>')
    expect(none).not.toMatch(/Duration|Next review/)
  })
  it.each(FORMATS)('is the same bytes twice: %s', (format) =>
    expect(renderReport(sampleDocument, { format })).toBe(renderReport(structuredClone(sampleDocument), { format })),
  )
  it('only the diagnosis that was asked for', () => {
    const one = renderReport(documentOf(killed, inconclusive), { format: 'md', only: 2 })
    expect(one).toContain('ended abruptly')
    expect(one).not.toContain('out-of-memory')
  })
})

describe('html', () => {
  const html = renderReport(sampleDocument, { format: 'html' })
  it('asks for nothing from anywhere', () => {
    expect(html).toContain("default-src 'none'")
    expect(html).not.toMatch(/<script|<link|@import|url\(|(?:src|href)="(?!#)/)
  })
  it('has dark, phone and paper', () => {
    expect(html).toContain('prefers-color-scheme:dark')
    expect(html).toContain('@media(max-width:720px)')
    expect(html).toContain('@media print')
  })
  it('closes what it opens', () => {
    for (const tag of ['div', 'section', 'details', 'table', 'tr', 'td', 'li', 'ul', 'ol', 'dl', 'svg', 'g', 'pre', 'main']) {
      const opened = html.match(new RegExp(`<${tag}[ >]`, 'g'))?.length
      expect(html.match(new RegExp(`</${tag}>`, 'g'))?.length, tag).toBe(opened)
    }
  })
  it('draws the outage with its length and the folded quiet', () => {
    expect(html).toContain('>down 40 min 51 s</text>')
    expect(html).toMatch(/40 min \d+ s folded/)
  })
  it('has every label inside the drawing', () => {
    const wide = /<div class="wide">([\s\S]*?)<\/div>/.exec(html)![1]!
    for (const [, x] of wide.matchAll(/<text class="halo[^"]*" x="([\d.-]+)"/g)) {
      expect(Number(x)).toBeGreaterThanOrEqual(132)
      expect(Number(x)).toBeLessThan(1160)
    }
  })
})

it('JSON is the document, keys in the order of the schema', () => {
  const reversed = Object.fromEntries(Object.entries(sampleDocument).toReversed()) as unknown as DiagnosisDocument
  expect(renderReport(reversed, { format: 'json' })).toBe(renderReport(sampleDocument, { format: 'json' }))
  expect(JSON.parse(renderReport(sampleDocument, { format: 'json' }))).toEqual(sampleDocument)
})
