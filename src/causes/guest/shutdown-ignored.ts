import { defineCause } from '../define.ts'

export const guestShutdownIgnored = defineCause({
  id: 'guest.shutdown-ignored',
  title: 'the guest ignored a shutdown request',
  area: 'guest',
  doc: 'The shutdown task ended with a timeout: the guest has no agent, or does not react to the power key. It then either kept running or was killed by force.',
  state: 'hung',
  reach: 'guest',
  planned: true,
  signals: {
    decisive: [
      {
        kind: 'task.ended',
        where: (o) =>
          /^(?:qmshutdown|vzshutdown|qmreboot)$/.test(String(o.fields['type'])) &&
          /timeout|powerdown failed/.test(String(o.fields['status'])),
      },
      { kind: 'guest.shutdown-timeout' },
      { kind: 'task.error', where: (o) => /VM quit\/powerdown failed/.test(String(o.fields['error'])) },
    ],
    // A guest whose agent is silent too did not ignore anything: it hung before.
    contradicting: [{ kind: 'qemu.agent-timeout' }],
  },
  splitBy: ['guest'],
  mustLog: 'task-log',
  because: (finding) => {
    const { status, error } = finding.decisive[0]?.fields ?? {}
    const words = [status, error].find((said) => typeof said === 'string' && said !== '')
    return `The guest was asked to shut down and did not within the time allowed${words === undefined ? '' : ` (${words})`}.`
  },
  remedies: [
    { when: 'immediate', text: 'Look at its console; stop it only when it is safe.', command: 'qm stop {guest}' },
    { when: 'long-term', text: 'Install and enable the guest agent.', command: 'qm set {guest} --agent 1' },
  ],
  prevention: [{ text: 'The agent is configured and answers.', check: 'qm agent <vmid> ping' }],
  settle: [{ what: 'whether the agent answers', command: 'qm agent {guest} ping' }],
})
