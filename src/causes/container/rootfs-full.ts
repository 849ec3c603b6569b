import { defineCause } from '../define.ts'

export const containerRootfsFull = defineCause({
  id: 'container.rootfs-full',
  title: "the container's root filesystem is full",
  area: 'container',
  doc: 'The volume of the container has no space left, or the storage under its loop image has none.',
  state: 'degraded',
  reach: 'guest',
  planned: false,
  signals: {
    decisive: [{ kind: 'ct.rootfs-full' }, { kind: 'df.full', where: (o) => o.about.guest !== undefined && o.fields['mount'] === '/' }],
    supporting: [{ kind: ['fs.full', 'df.full', 'ct.start-error'] }],
  },
  because: () => 'The root filesystem of the container has no space left.',
  remedies: [{ when: 'immediate', text: 'Grow the volume or free space.', command: 'pct df {guest}; pct resize {guest} rootfs +5G' }],
  prevention: [{ text: 'Container volumes stay below 85 %.', check: 'pct df' }],
  settle: [{ what: 'how full it is', command: 'pct df {guest}' }],
})
