import { describe, expect, it } from 'vitest'
import { capacityDocument } from '../model/index.ts'
import { planCapacity } from '../capacity/index.ts'
import { ask, file, SIXTEEN } from '../capacity/files.fixture.ts'
import { displayWidth } from './display-width.ts'
import { renderCapacity } from './capacity-report.ts'

const document = planCapacity(SIXTEEN, ask())
const text = (from = document, colour = false) => renderCapacity(from, 'text', { width: 80, colour })

describe('on a terminal', () => {
  it('says first how much is promised, and that there is no headroom', () => {
    const [, first] = text().split('\n')
    expect(first).toMatch(/^ {2}host: 16\.00 GiB of 16\.00 GiB promised +NO HEADROOM, 0 %$/)
  })
  it('draws the guests, the host, and the line of 85 %', () => {
    expect(text()).toMatch(/│ 102 \(maas\) 8\.00 GiB +│ 100 +│ 101 \(k3s\) +│ host +│/)
    expect(text()).toContain('▲ 85 %')
  })
  it('is never wider than the terminal', () => {
    for (const line of text().split('\n')) expect(displayWidth(line), line).toBeLessThanOrEqual(80)
  })
  it('shows each term with its line', () => {
    expect(text()).toMatch(/- 8\.00 GiB {2}102 \(maas\) \[\d+\]/)
    expect(text()).toMatch(/qm-list\.txt:4 {2}102 maas running 8192 100\.00 1705/)
  })
  it('needs no colour, and says the same with it', () => {
    // oxlint-disable-next-line no-control-regex -- the colours are what is taken away
    expect(text(document, true).replaceAll(/\u001b\[\d+m/g, '')).toBe(text())
  })
})

describe('hostile names', () => {
  const evil = planCapacity([...SIXTEEN, file('qm-config-102.txt', 'memory: 8192\nname: \u001b[2J<script>alert(1)</script>\u202e')], ask())
  it('cannot steer the terminal', () => {
    expect(text(evil)).not.toContain('\u001b')
    expect(text(evil)).not.toContain('\u202e')
  })
  it('cannot become markup', () => {
    expect(renderCapacity(evil, 'html')).not.toContain('<script')
    expect(renderCapacity(evil, 'md')).not.toContain('<script')
  })
})

it('is one document of its schema as JSON', () =>
  expect(capacityDocument.parse(JSON.parse(renderCapacity(document, 'json')))).toMatchObject({ schema: 'whydown.capacity/v1' }))
it('tells the same figures as Markdown and as a page', () => {
  for (const form of ['md', 'html'] as const) {
    const page = renderCapacity(document, form)
    for (const words of ['102 (maas)', '16.00 GiB', 'Killed next', 'qm set 102 --memory 4864', 'MemTotal:']) expect(page).toContain(words)
  }
})
