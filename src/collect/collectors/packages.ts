import { defineCollector } from '../define.ts'

export const packages = defineCollector({
  id: 'packages',
  title: 'What was installed or upgraded before',
  on: ['pve', 'libvirt', 'guest'],
  round: 'evidence',
  lasts: 8,
  needs: 'any account',
  steps: ({ kind }) => [
    { use: 'packages', artifact: 'packages.txt', holds: 'list' },
    ...(kind === 'pve' ? [{ use: 'pve-versions' as const, artifact: 'versions.txt', holds: 'state' as const }] : []),
  ],
})
