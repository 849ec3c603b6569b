import { defineCollector } from '../define.ts'

export const libvirtDomains = defineCollector({
  id: 'libvirt-domains',
  title: 'Domains of libvirt and their processes',
  on: ['libvirt'],
  round: 'triage',
  lasts: 1,
  needs: 'group libvirt, or read-only access to the socket',
  steps: () => [{ use: 'libvirt-domains', artifact: 'domains.txt', holds: 'state' }],
})
