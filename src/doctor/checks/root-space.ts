import { defineCheck, say } from '../define.ts'

export const rootSpaceCheck = defineCheck({
  id: 'root-space',
  title: 'Its root filesystem has room',
  on: ['pve', 'libvirt', 'guest'],
  look(patient) {
    const found = /^\/ \S+ blocks=(\d+) free=(\d+) available=(\d+) size=\d+$/m.exec(patient.text('root-space.txt'))
    if (!found) return say.unseen('How full it is was not to be seen.')
    const [, blocks, free, available] = found.map(Number) as [number, number, number, number]
    const used = (blocks - free) / Math.max(1, blocks - free + available)
    const text = `${Math.round(used * 100)} % in use.`
    return used < 0.85
      ? say.ok(text)
      : {
          result: used >= 0.95 ? 'problem' : 'warning',
          because: `${text} A full root stops logging first.`,
          fix: 'Free some.',
          command: 'journalctl --disk-usage; apt clean',
        }
  },
})
