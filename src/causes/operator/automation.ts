import { defineCause } from '../define.ts'
import { guestIn } from './who.ts'

const tokenOrService = (user: string) =>
  /![\w.-]+$/.test(user) || /^(?:terraform|ansible|packer|ci|gitlab|automation|svc|bot)[\w.-]*@/i.test(user)
const ENDS = /^(?:qmstop|qmshutdown|qmreset|qmreboot|qmdestroy|vzstop|vzshutdown|vzreboot|vzdestroy)$/

export const operatorAutomation = defineCause({
  id: 'operator.automation',
  title: 'a tool did it: infrastructure as code, a schedule, a hook or an API token',
  area: 'operator',
  doc: 'The task belongs to an API token or a service account, or cron ran `qm stop` or `virsh destroy`. The person to ask is the owner of the tool.',
  state: 'stopped',
  reach: 'guest',
  planned: true,
  signals: {
    decisive: [
      {
        kind: ['task.started', 'task.ended'],
        side: 'host',
        where: (o) => ENDS.test(String(o.fields['type'])) && tokenOrService(String(o.fields['user'])),
      },
      { kind: 'automation.run', side: 'host' },
    ],
    supporting: [{ kind: ['qmeventd.cleanup', 'scope.deactivated', 'qemu-ga.shutdown'] }],
  },
  splitBy: ['guest'],
  mustLog: 'task-log',
  because(finding) {
    const user = finding.decisive.find((o) => typeof o.fields['user'] === 'string')?.fields['user']
    const command = finding.decisive.find((o) => o.kind === 'automation.run')?.fields['command']
    return `${user === undefined ? 'A schedule on the host' : `The token or service account ${String(user)}`} ended ${guestIn(finding)}${command === undefined ? '' : ` by running \`${String(command)}\``}.`
  },
  remedies: [
    {
      when: 'immediate',
      text: 'Stop the tool, then start the guest.',
      command: 'pveum user token list; systemctl list-timers; ls /etc/cron.d',
    },
    {
      when: 'long-term',
      text: 'One token per tool with the least rights; review plans that change memory or CPU, as they restart guests.',
    },
  ],
  prevention: [{ text: 'No token of a tool may power off important guests.', check: 'tokens with VM.PowerMgmt' }],
  settle: [{ what: 'which schedule or tool touches guests', command: 'grep -rE "qm |pct |virsh " /etc/cron* /etc/systemd/system' }],
})
