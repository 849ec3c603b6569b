import type { Block, BuiltSection, Page } from '../report/index.ts'
import type { RunbookCause, RunbookDocument, RunbookStep } from './document.ts'

const WHEN = { immediate: 'Now', 'short-term': 'Soon', 'long-term': 'Later' } as const

/** The runbook as blocks, in the form in which people keep runbooks. */
export function runbookPage(document: RunbookDocument): Page {
  const { phases, causes, escalation } = document
  return {
    title: document.title,
    kind: 'Runbook',
    lead: document.purpose,
    sections: [
      part('about', 'About', [
        {
          type: 'facts',
          rows: [
            ['Version', document.version],
            ['Last updated', document.updated],
            ['Next review', document.nextReview],
            ['For', document.guest ?? 'all guests'],
          ],
        },
        ...list(
          document.changes.map(({ kind, what }) => ({ text: `${kind}: ${what}` })),
          'Changed since the last one',
        ),
      ]),
      part('prerequisites', 'Prerequisites', [
        ...list(document.prerequisites.map((text) => ({ text }))),
        ...(document.machines.length > 0
          ? [
              {
                type: 'table' as const,
                columns: [{ name: 'Machine' }, { name: 'Reach it' }, { name: 'What it is' }],
                rows: document.machines.map(({ name, reach, what }) => [
                  { text: name, style: 'strong' as const },
                  { text: reach, style: 'code' as const },
                  { text: what },
                ]),
              },
            ]
          : []),
      ]),
      ...phases.map((phase, n) =>
        part(phase.id, `Phase ${n + 1}: ${phase.title} (${phase.minutes} minutes)`, [
          ...phase.steps.flatMap((step, m) => stepBlocks(step, `${n + 1}.${m + 1}`)),
          ...(phase.decision ? [{ type: 'text' as const, lead: 'Decision point', text: phase.decision }] : []),
        ]),
      ),
      part('causes', document.cause ? 'Cause and solution' : 'Common causes and solutions', causes.flatMap(causeBlocks)),
      part(
        'others',
        'Other causes',
        document.others.length === 0
          ? []
          : [
              { type: 'text', text: 'Each has a runbook of its own:', command: 'whydown runbook CAUSE' },
              ...document.others.flatMap(({ area, causes: rows }): Block[] => [
                { type: 'heading', level: 3, text: area },
                {
                  type: 'table',
                  columns: [{ name: 'Cause' }, { name: 'In words' }],
                  rows: rows.map(({ id, title }) => [{ text: id, style: 'code' }, { text: title }]),
                },
              ]),
            ],
      ),
      part(
        'prevention',
        'Prevention and monitoring',
        list(unique(causes.flatMap(({ prevention }) => prevention)).map(({ text, check }) => ({ text, note: `Check: ${check}` }))),
      ),
      part('escalation', 'Escalation', [
        ...list(
          escalation.criteria.map((text) => ({ text })),
          'Escalate at once if',
        ),
        ...(escalation.contacts.length > 0
          ? [
              {
                type: 'table' as const,
                columns: [{ name: 'Who' }, { name: 'How' }, { name: 'For what' }],
                rows: escalation.contacts.map(({ who, reach, when }) => [
                  { text: who, style: 'strong' as const },
                  { text: reach },
                  { text: when ?? '' },
                ]),
              },
            ]
          : [{ type: 'text' as const, text: 'No contacts are configured: write them under escalation in whydown.yaml.' }]),
      ]),
      part(
        'reference',
        'Commands reference',
        document.reference.flatMap(({ title, commands }): Block[] => [
          { type: 'heading', level: 3, text: title },
          ...commands.map(({ command }): Block => ({ type: 'code', language: 'sh', text: command })),
        ]),
      ),
      part('recovery', 'Recovery', [
        {
          type: 'text',
          text: 'These change something. Collect the evidence first: what a restart clears away cannot be looked at afterwards.',
        },
        ...list(document.recovery.map(({ text, command }) => ({ text, command }))),
      ]),
      part('after', 'After the incident', [{ type: 'list', ordered: true, items: document.after.map((text) => ({ text })) }]),
    ].filter(({ blocks }) => blocks.length > 1),
    evidence: [],
    footer: `Runbook version ${document.version}. Next review ${document.nextReview}. Made by whydown ${document.tool.version} from its causes and patterns.`,
  }
}

const part = (id: string, title: string, blocks: readonly Block[]): BuiltSection => ({
  id,
  menu: title.replace(/ \(.*\)$/, ''),
  blocks: [{ type: 'heading', level: 2, text: title }, ...blocks],
})

function list(items: readonly { text: string; lead?: string; note?: string; command?: string }[], lead?: string): Block[] {
  if (items.length === 0) return []
  return [...(lead === undefined ? [] : [{ type: 'text' as const, lead, text: '' }]), { type: 'list', ordered: false, items }]
}

function stepBlocks(step: RunbookStep, number: string): Block[] {
  return [
    { type: 'heading', level: 3, text: `${number} ${step.title}` },
    ...step.commands.map(({ command }): Block => ({ type: 'code', language: 'sh', text: command })),
    ...list(
      step.look.map((text) => ({ text })),
      'Look for',
    ),
    ...(step.samples.length > 0 ? [{ type: 'code' as const, language: 'text' as const, text: step.samples.join('\n') }] : []),
    ...(step.decision ? [{ type: 'text' as const, lead: 'What it means', text: step.decision }] : []),
  ]
}

function causeBlocks(cause: RunbookCause): Block[] {
  return [
    { type: 'heading', level: 3, text: cause.title[0]!.toUpperCase() + cause.title.slice(1), note: cause.id },
    { type: 'text', lead: 'Diagnosis', text: cause.diagnosis },
    ...(cause.samples.length > 0 ? [{ type: 'code' as const, language: 'text' as const, text: cause.samples.join('\n') }] : []),
    ...cause.settle.flatMap(({ what, commands, byHand }): Block[] =>
      commands.length > 0
        ? commands.map((command) => ({ type: 'text', lead: 'What settles it', text: what, command }))
        : byHand.map((command) => ({ type: 'text', lead: 'What settles it', text: `${what}. By hand, with care:`, command })),
    ),
    ...(['immediate', 'short-term', 'long-term'] as const).flatMap((when) => {
      const own = cause.solutions.filter((solution) => solution.when === when)
      return list(
        own.map(({ text, reads, changes }) => {
          const commands = [...reads, ...changes.map((change) => `${change}${reads.length > 0 ? '   # changes something' : ''}`)]
          return { text, ...(commands.length > 0 ? { command: commands.join('\n') } : {}) }
        }),
        WHEN[when],
      )
    }),
  ]
}

function unique<T extends { text: string }>(rows: readonly T[]): T[] {
  return rows.filter(({ text }, n) => rows.findIndex((row) => row.text === text) === n)
}
