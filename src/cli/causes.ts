import { type CauseDefinition, causes, circumstances, edges } from '../causes/index.ts'
import { WhydownError } from '../model/index.ts'

export function listCauses(flags: { json?: boolean }): void {
  const rows = [...causes, ...circumstances].map(({ id, title }) => ({ id, title })).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  if (flags.json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`)
  else for (const row of rows) process.stdout.write(`${row.id.padEnd(34)} ${row.title}\n`)
}

export function explainCause(id: string): void {
  const cause = causes.find((one) => one.id === id)
  const circumstance = circumstances.find((one) => one.id === id)
  const unit = cause ?? circumstance
  if (!unit) {
    const close = [...causes, ...circumstances].map((one) => one.id).filter((known) => known.includes(id.split('.').at(-1) ?? id))
    throw new WhydownError(
      'usage',
      `There is no cause ${id}.`,
      close.length > 0 ? `Did you mean ${close.slice(0, 3).join(', ')}?` : 'See: whydown causes list',
    )
  }
  const lines = [`${unit.id}: ${unit.title}`, '', unit.doc.trim(), '']
  if (cause) lines.push(...signalsOf(cause), ...neighbours(cause.id))
  lines.push(
    'What to do',
    ...unit.remedies.map((r) => `  ${r.when.padEnd(10)}  ${r.text}${r.command ? `\n              ${r.command}` : ''}`),
    '',
  )
  if (unit.prevention.length > 0) lines.push('Prevention', ...unit.prevention.map((p) => `  ${p.text} (check: ${p.check})`), '')
  if (cause) lines.push('What would settle it', ...cause.settle.map((s) => `  ${s.what}\n    ${s.command}`))
  process.stdout.write(`${lines.join('\n').trimEnd()}\n`)
}

function signalsOf(cause: CauseDefinition): string[] {
  const kinds = (name: 'decisive' | 'supporting' | 'contradicting') => [...new Set((cause.signals[name] ?? []).flatMap((s) => s.kind))]
  return (['decisive', 'supporting', 'contradicting'] as const)
    .flatMap((name) => (kinds(name).length > 0 ? [`${name}: ${kinds(name).join(', ')}`] : []))
    .concat('')
}

function neighbours(id: string): string[] {
  const from = edges.filter((edge) => edge.to === id).map((edge) => `  brought about by ${edge.from}: ${edge.how}`)
  const to = edges.filter((edge) => edge.from === id).map((edge) => `  can bring about ${edge.to}: ${edge.how}`)
  return from.length + to.length > 0 ? ['On the causal map', ...from, ...to, ''] : []
}
