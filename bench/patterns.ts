/** A question of the runbook: a text that a match holds, and the extended regular expression that grep, rg, journalctl and JavaScript all understand. */
export interface BenchPattern {
  readonly id: string
  readonly literal: string
  readonly expression: string
}

const pattern = (literal: string, expression = escapeExpression(literal)): BenchPattern => ({ id: literal, literal, expression })

function escapeExpression(text: string): string {
  return text.replaceAll(/[.*+?()[\]{}|^$\\]/g, '\\$&')
}

/** 48 patterns as a person would grep for after an outage. */
export const patterns: readonly BenchPattern[] = [
  pattern('invoked oom-killer'),
  pattern('oom-kill:constraint='),
  pattern('Out of memory: Killed process', 'Out of memory: Killed process [0-9]+ \\(kvm\\)'),
  pattern('Memory cgroup out of memory'),
  pattern('killed by the OOM killer'),
  pattern("Failed with result 'oom-kill'"),
  pattern('I/O error, dev', 'I/O error, dev [a-z0-9]+, sector [0-9]+'),
  pattern('Buffer I/O error on dev'),
  pattern('exception Emask'),
  pattern('failed command: READ FPDMA'),
  pattern('hard resetting link'),
  pattern('critical medium error'),
  pattern('blocked for more than', 'blocked for more than [0-9]+ seconds'),
  pattern('soft lockup'),
  pattern('hard LOCKUP'),
  pattern('rcu_sched self-detected stall'),
  pattern('Kernel panic - not syncing'),
  pattern('general protection fault'),
  pattern('kernel BUG at'),
  pattern('Machine check events logged'),
  pattern('memory read error on'),
  pattern('Hardware Error'),
  pattern('Detected Hardware Unit Hang'),
  pattern('NIC Link is Down'),
  pattern('Token has not been received', 'Token has not been received in [0-9]+ ms'),
  pattern('non-primary component'),
  pattern('node lost quorum'),
  pattern('FAILED TO RECEIVE'),
  pattern('not responding, still trying'),
  pattern('Detected aborted journal'),
  pattern('Remounting filesystem read-only'),
  pattern('uncorrectable I/O failure'),
  pattern('class=checksum'),
  pattern('watchdog expired', 'client watchdog expired'),
  pattern('watchdog did not stop'),
  pattern('lost lock', "lost lock 'ha_agent_[a-z0-9]+_lock"),
  pattern('segfault at', 'kvm\\[[0-9]+\\]: segfault at'),
  pattern('dumped core'),
  pattern('start failed:'),
  pattern('write error - Broken pipe'),
  pattern('get_health_metrics reporting'),
  pattern('has been suspended'),
  pattern('no space left on device'),
  pattern('Thermal', 'Thermal (shutdown|trip)'),
  pattern('critical temperature'),
  pattern('fence node'),
  pattern('invalid argument: kvm'),
  pattern('terminating on signal'),
]

/** All patterns as one extended regular expression. */
export const alternation = patterns.map(({ expression }) => expression).join('|')
