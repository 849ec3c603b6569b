import { defineCircumstance } from '../define.ts'

export const noAutostart = defineCircumstance({
  id: 'condition.no-autostart',
  title: 'nothing starts the guest again',
  role: 'condition',
  doc: 'Proxmox does not start a guest that was killed; onboot acts only when the host boots. Without HA somebody must notice and start it.',
  belongsTo: ['memory.*', 'qemu.*', 'host.*', 'power.*', 'guest.poweroff', 'operator.stop'],
  find({ observations, guest, from, to }) {
    const off = observations.find(
      (o) => o.kind === 'guest.config-onboot' && o.fields['onboot'] === 0 && (o.about.guest === undefined || o.about.guest === guest),
    )
    if (off) return { because: 'onboot is off for this guest, so nothing starts it by itself.', evidence: [off] }
    const byHand = observations.find(
      (o) =>
        o.kind === 'task.started' &&
        o.fields['type'] === 'qmstart' &&
        o.about.guest === guest &&
        guest !== undefined &&
        o.at !== null &&
        from !== null &&
        o.at - from > 5 * 60_000 &&
        (to === null || o.at <= to + 120_000),
    )
    return byHand
      ? {
          because: `Nothing started the guest by itself; ${String(byHand.fields['user'])} did, ${Math.round((byHand.at! - from!) / 60_000)} minutes later.`,
          evidence: [byHand],
        }
      : null
  },
  remedies: [
    {
      when: 'long-term',
      text: 'Let HA keep the guest running, or watch it and alert.',
      command: 'ha-manager add vm:{guest} --state started',
    },
  ],
  prevention: [{ text: 'Guests that must run are HA resources, or at least onboot.', check: 'onboot or HA for important guests' }],
})
