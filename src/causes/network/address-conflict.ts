import { defineCause } from '../define.ts'

export const addressConflict = defineCause({
  id: 'network.address-conflict',
  title: 'an address is used twice or was lost',
  area: 'network',
  doc: 'A machine reports that somebody else uses its address. The guest runs, but answers go elsewhere, off and on.',
  state: 'unreachable',
  reach: 'guest',
  planned: false,
  signals: { decisive: [{ kind: 'address.duplicate' }], supporting: [{ kind: ['dhcp.no-answer'] }] },
  because: (finding) => `Two machines use the same address: ${String(finding.decisive[0]?.fields['what'] ?? '').trim()}.`,
  remedies: [
    {
      when: 'immediate',
      text: 'Find the other machine by its MAC address and change one.',
      command: 'arping -D -I <nic> <address>; ip neigh',
    },
  ],
  prevention: [{ text: 'Fixed addresses lie outside the DHCP range.', check: 'DHCP range and static addresses' }],
  settle: [{ what: 'who has the address', command: 'arping -c3 -I <nic> <address>' }],
})
