import type { CoverageRow, Diagnosis, Observation } from '../model/index.ts'
import { coveringSource, type Evidence } from './case.ts'
import { fillCommand } from './rule-out.ts'
import { sentence } from './words.ts'

interface Step {
  readonly phase: string
  readonly question: string
  readonly command: string
  readonly side: 'host' | 'guest'
  /** Observation kinds that answer it. */
  readonly kinds: RegExp
  /** Where the answer leads, when there is one. */
  readonly decision: string
}

/** The runbook, phase by phase, in the order in which a person walks it. */
const STEPS: readonly Step[] = [
  {
    phase: 'Triage',
    question: 'What is its state now, and since when?',
    command: 'qm list; qm status {guest} --verbose',
    side: 'host',
    kinds: /^(qemu\.status|vm\.started|scope\.(started|deactivated)|qmeventd\.|task\.(started|ended)$)/,
    decision: 'A new process id means that the QEMU process ended; the same one means that the trouble is inside or around it.',
  },
  {
    phase: 'Triage',
    question: 'Did somebody or a schedule ask for it?',
    command: 'grep -h :{guest}: /var/log/pve/tasks/index*',
    side: 'host',
    kinds: /^(task\.(started|ended|index)|backup\.|ha\.(request|stop)|pve\.stop-request|host\.(access-shutdown|stopall))/,
    decision: 'A task before the end makes it intended; then ask what the task itself reacted to.',
  },
  {
    phase: 'Evidence',
    question: 'Did the guest end cleanly, and when did it boot?',
    command: 'last -x | head; journalctl --list-boots',
    side: 'guest',
    kinds: /^(journal\.(unclean|stopped)|systemd\.shutdown|boot\.|wtmp\.|logind\.|qemu-ga\.shutdown|shutdown\.command|windows\.event)/,
    decision: 'A clean shutdown excludes a kill, a crash and a power cut.',
  },
  {
    phase: 'Evidence',
    question: 'Did the host itself go down?',
    command: 'journalctl --list-boots; last -x reboot shutdown',
    side: 'host',
    kinds: /^(boot\.|wtmp\.|journal\.(unclean|stopped)|kernel\.(panic|boot)|systemd\.shutdown|watchdog\.|ups\.|bmc\.)/,
    decision: 'If the host went down, the guest is a consequence.',
  },
  {
    phase: 'Root cause',
    question: 'Did memory run out?',
    command: "journalctl -k | grep -E 'oom-kill|Out of memory|invoked oom'",
    side: 'host',
    kinds: /^(kernel\.(oom|allocation|commit)|unit\.(oom|failed-oom)|userspace-killer|qemu\.no-memory|guest\.balloon|memory\.)/,
    decision: 'A kill of its process by the host kernel is the end of the search; then ask who filled the memory.',
  },
  {
    phase: 'Root cause',
    question: 'Did its storage fail or fill up?',
    command: "journalctl -k | grep -E 'I/O error|thin|nvme|nfs'; lvs -a; zpool status -x; df -h",
    side: 'host',
    kinds:
      /^(thin-pool|lvs|disk|nvme|usb|hba|pool|fs\.|df\.|nfs|cifs|mount|storage|iscsi|multipath|ceph|rbd|md|raid|zfs|volume|image|scrub)/,
    decision: 'A full or lost storage pauses or hangs the guest; its process lives on.',
  },
  {
    phase: 'Root cause',
    question: 'Did hardware or power fail?',
    command: "journalctl -k | grep -iE 'mce|hardware error|thermal|critical temp'; ipmitool sel elist",
    side: 'host',
    kinds: /^(mce|edac|memory-failure|thermal|pcie|vfio|iommu|gpu|power|bmc|ups)/,
    decision: 'Correctable errors are a trend, not a cause.',
  },
  {
    phase: 'Root cause',
    question: 'Did the cluster or the network take it away?',
    command: "journalctl -u corosync -u pve-ha-lrm -u watchdog-mux; journalctl -k | grep -iE 'link is|hang'",
    side: 'host',
    kinds: /^(corosync|quorum|pmxcfs|ha\.|watchdog|nic|bond|bridge|address|conntrack|firewall|overlay|gateway)/,
    decision: 'A guest that only lost its network did not go down.',
  },
  {
    phase: 'Root cause',
    question: 'What was the guest doing just before?',
    command: "journalctl -b -1 -n 200; journalctl -b -1 | grep -iE 'download|sync|import|backup|update'",
    side: 'guest',
    kinds: /^(guest\.|package\.|kernel\.(panic|oops|oom|hung|soft|rcu|softdog)|cron|backup|agent)/,
    decision: 'What it did just before can be a trigger. A coincidence in time is not a proof.',
  },
]

/** The path of the investigation: each question, the command behind it, what was found, where that led. */
export function investigate(
  evidence: Evidence,
  subject: Diagnosis['subject'],
  span: { from: number; to: number } | null,
  relevant: (observation: Observation) => boolean,
): { step: Omit<Diagnosis['investigation'][number], 'evidence'>; observations: Observation[]; coverage: CoverageRow[] }[] {
  const pool = evidence.observations.filter(relevant)
  return STEPS.map((step) => {
    const answers = new Map<string, boolean>()
    const found: Observation[] = []
    for (const observation of pool) {
      if (observation.side !== step.side) continue
      let answer = answers.get(observation.kind)
      if (answer === undefined) answers.set(observation.kind, (answer = step.kinds.test(observation.kind)))
      if (answer && found.push(observation) === 4) break
    }
    const row = span ? coveringSource(evidence, step.side, span.from, span.to) : undefined
    const held = evidence.coverage.some((c) => c.side === step.side && c.status !== 'unread' && c.status !== 'missing')
    const finding =
      found.length > 0
        ? found.map((o) => sentence(o.says)).join(' ')
        : row
          ? 'Looked and found nothing.'
          : held
            ? `Nothing in the ${step.side} lines that are here; they do not hold the whole time.`
            : `Could not look: no ${step.side} source.`
    return {
      step: {
        phase: step.phase,
        question: step.question,
        command: fillCommand(step.command, subject),
        finding,
        ...(found.length > 0 ? { decision: step.decision } : {}),
      },
      observations: found,
      coverage: found.length === 0 && row ? [row] : [],
    }
  })
}
