import { defineCause } from '../define.ts'

export const clockJump = defineCause({
  id: 'time.clock-jump',
  title: 'a wrong or stepped clock is the root',
  area: 'time',
  doc: 'The clock of the machine jumped by minutes or hours, or the kernel gave up its clock source; services with certificates, clusters and databases fail at that moment. A jump right after a pause is the consequence of the pause.',
  state: 'degraded',
  reach: 'guest',
  planned: false,
  signals: {
    decisive: [
      { kind: 'time.jump', where: (o) => /stepped|wrong by|step time|reset/.test(String(o.fields['what'])) },
      { kind: 'kernel.clock-unstable', where: (o) => /warp|Marking TSC/.test(o.cites[0].message) },
    ],
    supporting: [{ kind: ['time.jump', 'kernel.rcu-stall'] }],
    contradicting: [{ kind: ['backup.suspending', 'migration.start'] }],
  },
  because: (finding) => `The clock could not be trusted: ${finding.decisive[0]?.says}.`,
  remedies: [
    { when: 'immediate', text: 'Set the clock and restart what depends on it.', command: 'chronyc tracking; timedatectl' },
    {
      when: 'long-term',
      text: 'chrony in host and guests; kvm-clock or a stable TSC.',
      command: 'cat /sys/devices/system/clocksource/clocksource0/current_clocksource',
    },
  ],
  prevention: [{ text: 'Clocks are synchronised.', check: 'chronyc tracking offset' }],
  settle: [{ what: 'how far the clock is off', command: 'chronyc tracking; timedatectl' }],
})
