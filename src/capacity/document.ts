import { type CapacityDocument, type DiagnosisDocument, type NodePlan, WhydownError } from '../model/index.ts'
import { applyChanges, type Change } from './change.ts'
import { createCitations } from './evidence.ts'
import type { CapacityFile, Facts } from './facts.ts'
import { memoryOf, planNode, type PlanOptions } from './plan-node.ts'
import { propose } from './propose.ts'
import { readFacts } from './read/read.ts'
import { loseNode } from './lose-node.ts'
import { findReport, replay, reportOfDocument } from './replay.ts'
import { percent, size } from './words.ts'

export interface CapacityQuestion extends PlanOptions {
  readonly version: string
  readonly changes: readonly Change[]
  readonly lose: readonly string[]
  readonly belowTouched: boolean
  /** Logs with the report of a kill to play the plan against; those among the files unless given. */
  readonly replay?: readonly CapacityFile[]
  /** Or the document of an incident, and what it is called. */
  readonly incident?: { readonly document: DiagnosisDocument; readonly name: string }
}

/** The memory plan of everything that the files tell: a pure function of them and of the question. */
export function planCapacity(files: readonly CapacityFile[], question: CapacityQuestion): CapacityDocument {
  const { cite, list } = createCitations()
  const facts = readFacts(files)
  const changed = question.changes.length > 0
  const planned = changed ? applyChanges(facts, question.changes) : facts
  const nodes = [...planned.nodes.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const plans = nodes.flatMap((node) => {
    const was = facts.nodes.get(node.name)
    const before = (was && planNode(facts, was, question, cite)) ?? planNode(planned, node, question, cite)
    if (before === null) return []
    const after = changed ? planNode(planned, node, question, cite) : null
    return [{ node, before, after: after && !sameNumbers(before, after) ? after : null }]
  })
  if (plans.length === 0)
    throw new WhydownError(
      'evidence',
      'Nothing here tells how much memory a node has.',
      'Give the output of `cat /proc/meminfo` of the node besides `qm list`, or say it: --ram 16G',
    )
  const final = plans.map(({ before, after }) => after ?? before)
  for (const node of question.lose)
    if (!final.some(({ name }) => name === node))
      throw new WhydownError('usage', `--lose ${node}: there is no such node.`, `Known: ${final.map(({ name }) => name).join(', ')}.`)
  const report = question.incident
    ? reportOfDocument(question.incident.document, question.incident.name)
    : findReport(question.replay ?? files)
  if (question.incident && report === null)
    throw new WhydownError(
      'evidence',
      `${question.incident.name} holds no out-of-memory report of a host with its table of tasks.`,
      'Only an incident in which the kernel killed something can be played against.',
    )
  if (question.replay && report === null)
    throw new WhydownError(
      'evidence',
      `${question.replay.map(({ file }) => file).join(', ')} holds no whole out-of-memory report of a host.`,
      'The report begins with "invoked oom-killer", has a table of tasks and the line "pages RAM". Give the log of the kernel from that time.',
    )
  const replayed = report && (question.replay || question.incident || changed) ? nodeOfReport(report.file, files, final, planned) : null
  return {
    schema: 'whydown.capacity/v1',
    tool: { name: 'whydown', version: question.version },
    wantedFraction: question.wantedFraction,
    changes: question.changes.map(({ said }) => said),
    nodes: plans.map(({ before, after }) => ({ before, after })),
    cluster: clusterOf(final),
    losses: question.lose.map((node) => loseNode(planned, node, final, cite)),
    proposals: plans
      .map(({ node, before, after }) => ({ node: node.name, proposal: propose(planned, node, after ?? before, question, cite) }))
      .filter(({ proposal }) => proposal.needKiB > 0),
    replay: report && replayed !== null ? replay(report, facts, planned, replayed, cite) : null,
    evidence: list(),
    notes: [...facts.notes, ...without(planned)],
  }
}

const sameNumbers = (a: NodePlan, b: NodePlan) =>
  a.installedKiB === b.installedKiB &&
  a.promisedKiB === b.promisedKiB &&
  a.marginKiB === b.marginKiB &&
  a.swapKiB === b.swapKiB &&
  JSON.stringify(a.reclaim.map(({ text }) => text)) === JSON.stringify(b.reclaim.map(({ text }) => text))

/** The node of a report: that of its file, else the only one there is. */
function nodeOfReport(file: string, files: readonly CapacityFile[], plans: readonly NodePlan[], facts: Facts): string | null {
  const named = files.find((one) => one.file === file)?.node
  if (named !== undefined && facts.nodes.has(named)) return named
  return plans.length === 1 ? plans[0]!.name : null
}

function clusterOf(plans: readonly NodePlan[]): CapacityDocument['cluster'] {
  if (plans.length < 2) return null
  const sum = (pick: (plan: NodePlan) => number) => plans.reduce((total, plan) => total + pick(plan), 0)
  const [installedKiB, promisedKiB] = [sum((plan) => plan.installedKiB), sum((plan) => plan.promisedKiB)]
  const largest = plans.toSorted((a, b) => b.installedKiB - a.installedKiB)[0]!
  const without = installedKiB - largest.installedKiB
  const headroomFraction = Math.round(((installedKiB - promisedKiB) / installedKiB) * 10_000) / 10_000
  return {
    installedKiB,
    promisedKiB,
    headroomKiB: installedKiB - promisedKiB,
    headroomFraction,
    largestNode: largest.name,
    text: `${plans.length} nodes, ${size(installedKiB)} installed, ${size(promisedKiB)} promised: ${percent(headroomFraction)} headroom. Without ${largest.name} ${size(without)} are left for ${size(promisedKiB)}.`,
  }
}

/** Nodes of which only guests are known. */
function without(facts: Facts): string[] {
  return [...facts.nodes.values()]
    .filter((node) => memoryOf(node) === null)
    .map((node) => `How much memory ${node.name} has is not known, so it is not in the plan: give its /proc/meminfo.`)
}
