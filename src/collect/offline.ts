import { commandOf, JOURNAL_LINES, renderCommand } from './allowed.ts'
import type { Plan, Step } from './define.ts'
import { collectors } from './index.generated.ts'
import { stepsFor } from './machine.ts'
import { prelude, quote } from './session/script.ts'

// Moments that the shell works out when the script runs; while it is written, these numbers stand for them.
const SINCE = 1_000_000_000
const NEAR = 1_100_000_000
const NOW = 1_200_000_000
const NODE = 'NODE-NAME'

const HEADER = `#!/bin/sh
# Evidence for whydown, without whydown on this machine. It only reads: no file is written, nothing is installed or started.
#
#   ssh root@HOST sh -s < collect.sh > evidence.tar       on a Proxmox or KVM host, or inside a guest
#   whydown analyze evidence.tar                          where whydown is
#
# What it prints is a stream of marked answers, not a tar; whydown takes it under any name.
`

/**
 * The collection as one script for an administrator to look at and to run: every command of the allow-list that needs no
 * decision in between. Answers come on standard output, marked with a word that is made up when it runs.
 */
export function offlineScript(
  guest: { id: string; kind: 'vm' | 'ct' } | undefined,
  options: { lookBackSeconds: number; nearSeconds: number },
): string {
  const base: Omit<Plan, 'kind'> = {
    node: NODE,
    window: { from: SINCE * 1000, to: NOW * 1000 },
    focus: [{ from: NEAR * 1000, to: NOW * 1000 }],
    now: NOW * 1000,
    layer: 'unknown',
    home: true,
    tasks: [],
    disks: [],
    hasJournal: true,
    ...(guest ? { guest: { ...guest, node: NODE, agent: false } } : {}),
  }
  const part = (kind: 'pve' | 'libvirt' | 'guest', first: number) => {
    const plan: Plan = { ...base, kind }
    const steps = [...stepsFor(collectors, 'triage', plan), ...stepsFor(collectors, 'evidence', plan)].filter(
      ({ step }) => step.use !== 'journal-bracket',
    )
    const texts = stepsFor(collectors, 'evidence', { ...plan, hasJournal: false }).filter(({ step }) => step.use === 'syslog')
    return `${steps.map(({ step }, n) => stepLines(step, `${first + n}`)).join('')}command -v journalctl >/dev/null 2>&1 || {
${texts.map(({ step }, n) => stepLines(step, `${first + 90 + n}`)).join('')}}
`
  }
  return `${HEADER}
${prelude('placeholder', false).trim()}
N=w$(od -An -N8 -tx1 /dev/urandom | tr -d ' \\n')
UNTIL=$(date +%s) NODE=$(uname -n | cut -d. -f1)
SINCE=$((UNTIL - ${options.lookBackSeconds})) NEAR=$((UNTIL - ${options.nearSeconds}))
export UNTIL SINCE NEAR NODE
printf 'whydown.stream/v1 %s\\n' "$N"
printf '\\n%s at %s\\n' "$N" "$UNTIL"
ZONE=$(timedatectl show -p Timezone --value 2>/dev/null || cat /etc/timezone 2>/dev/null || readlink /etc/localtime | sed 's/.*zoneinfo.//')
printf '\\n%s zone %s\\n' "$N" "$ZONE"
if [ -d /etc/pve ]; then
printf '\\n%s machine nodes %s\\n' "$N" "$NODE"
${part('pve', 100)}elif command -v virsh >/dev/null 2>&1; then
printf '\\n%s machine nodes %s\\n' "$N" "$NODE"
${part('libvirt', 200)}else
printf '\\n%s machine guests %s\\n' "$N" "$NODE"
${part('guest', 300)}fi
printf '\\n%s done\\n' "$N"
`
}

/** Numbers that stand for moments become the sums that the shell works out. */
const moment = (seconds: number): string => {
  const [name, from] = seconds > (NEAR + NOW) / 2 ? ['UNTIL', NOW] : seconds > (SINCE + NEAR) / 2 ? ['NEAR', NEAR] : ['SINCE', SINCE]
  const away = seconds - from
  return away === 0 ? `$${name}` : `$((${name} ${away < 0 ? '-' : '+'} ${Math.abs(away)}))`
}

function stepLines(step: Step, id: string): string {
  const { seconds, bytes } = commandOf(step.use)
  const run = renderCommand(step.use, step.with ?? {})
    .replaceAll(NODE, '$NODE')
    .replace(/(?<=@)\d{9,10}\b/g, (number) => moment(Number(number)))
  const meta = JSON.stringify({
    artifact: step.artifact,
    use: step.use,
    holds: step.holds,
    ...(run.includes(`-n ${JOURNAL_LINES}`) ? { lines: JOURNAL_LINES } : {}),
  })
  const span = step.span
    ? `printf '\\n%s span ${id} %s %s\\n' "$N" "${moment(step.span.from / 1000)}" "${moment(step.span.to / 1000)}"\n`
    : ''
  return `printf '\\n%s meta ${id} %s\\n' "$N" ${quote(meta)}\n${span}run ${id} ${seconds} ${bytes} ${quote(run)}\n`
}
