import { defineCheck } from '../define.ts'

const NEAR = 0.8
const FULL = 0.95

export const thinPoolsCheck = defineCheck({
  id: 'thin-pools',
  title: 'Its thin pools have room',
  on: ['pve', 'libvirt'],
  look(patient) {
    const pools = [...patient.text('thin-pools.txt').matchAll(/^(\S+): \d+ \d+ thin-pool \d+ (\d+)\/(\d+) (\d+)\/(\d+) /gm)].map(
      ([, name, mu, m, du, d]) => ({
        name: name!.replace(/-tpool$/, ''),
        data: Number(du) / Math.max(1, Number(d)),
        metadata: Number(mu) / Math.max(1, Number(m)),
      }),
    )
    const worst = pools.toSorted((a, b) => Math.max(b.data, b.metadata) - Math.max(a.data, a.metadata))[0]
    if (!worst) return null
    const most = Math.max(worst.data, worst.metadata)
    const text = `${worst.name}: data ${Math.round(worst.data * 100)} %, metadata ${Math.round(worst.metadata * 100)} %.`
    return most < NEAR
      ? { result: 'ok', because: text }
      : {
          result: most >= FULL ? 'problem' : 'warning',
          because: `${text} When it is full all guests on it stop.`,
          fix: 'Extend it, or trim and delete snapshots.',
          command: 'lvs -a -o lv_name,data_percent,metadata_percent',
        }
  },
})
