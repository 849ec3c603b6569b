import { defineCollector, type Step } from '../define.ts'

/** For guests without SSH: their QEMU guest agent is asked, and only runs readers. */
export const agent = defineCollector({
  id: 'agent',
  title: 'The inside of a guest through its agent',
  on: ['pve'],
  round: 'evidence',
  lasts: 4,
  needs: 'root, or VM.GuestAgent.Unrestricted (VM.Monitor up to PVE 8)',
  steps: ({ guest, home, node, agentScript, windowsGuest }): Step[] => {
    if (!guest || guest.kind !== 'vm' || !home || guest.node !== node || !guest.agent) return []
    const of = `guests/${guest.name ?? guest.id}`
    const osinfo: Step = {
      use: 'agent-info',
      with: { guest: guest.id, question: 'get-osinfo' },
      artifact: 'osinfo.json',
      holds: 'state',
      of,
    }
    if (windowsGuest === true)
      return [osinfo, { use: 'agent-windows-events', with: { guest: guest.id }, artifact: 'events.xml', holds: 'list', of }]
    if (agentScript === undefined) return []
    return [osinfo, { use: 'agent-shell', with: { guest: guest.id, script: agentScript }, artifact: 'agent.json', holds: 'selection', of }]
  },
})
