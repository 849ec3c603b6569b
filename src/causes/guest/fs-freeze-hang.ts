import { defineCause } from '../define.ts'

export const guestFsFreezeHang = defineCause({
  id: 'guest.fs-freeze-hang',
  title: "the guest's filesystems were frozen for a backup and never thawed",
  area: 'guest',
  doc: 'The backup froze the filesystems through the agent and the thaw failed, came late or never; every write in the guest waits from that second on. Freezing that merely got no answer, with a thaw after it, is harmless.',
  state: 'hung',
  reach: 'guest',
  planned: false,
  signals: {
    decisive: [
      { kind: ['backup.thaw-failed', 'guest.freeze-forgotten'] },
      { kind: 'kernel.hung-task', side: 'guest', where: (o) => /freeze|frozen/.test(o.cites[0].message) },
      { kind: 'backup.freeze-failed' },
    ],
    supporting: [{ kind: ['backup.freeze', 'qemu-ga.freeze', 'kernel.hung-task', 'qemu.agent-timeout', 'backup.start'] }],
    contradicting: [{ kind: ['qemu-ga.thaw'] }],
  },
  burstMs: 60 * 60_000,
  because: () => 'The backup froze the filesystems of the guest and the thaw did not come through, so every write in the guest waits.',
  remedies: [
    {
      when: 'immediate',
      text: 'Thaw the filesystems (this changes the state of the guest).',
      command: 'qm guest cmd {guest} fsfreeze-thaw',
    },
    {
      when: 'short-term',
      text: 'Turn freezing off for this guest, or repair the hook or VSS writer that hangs.',
      command: 'qm set {guest} --agent enabled=1,freeze-fs-on-backup=0',
    },
  ],
  prevention: [{ text: 'Backups report no freeze errors.', check: 'fsfreeze errors in vzdump logs' }],
  settle: [{ what: 'whether the filesystems are frozen now', command: 'qm guest cmd {guest} fsfreeze-status' }],
})
