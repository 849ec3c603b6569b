import { defineCheck } from '../define.ts'

/** qmeventd cleans up after each guest and says so; without it the end of a guest has one witness less. */
export const qmeventdCheck = defineCheck({
  id: 'qmeventd',
  title: 'The end of a guest is written down',
  on: ['pve'],
  look(patient) {
    const start = /^ExecStart=.*qmeventd.*$/m.exec(patient.text('readiness.txt'))?.[0]
    if (start === undefined) return null
    return / -v\b/.test(start)
      ? { result: 'ok', because: 'qmeventd tells of each end and why.' }
      : {
          result: 'warning',
          because: 'qmeventd only tells of its cleaning up, not whether the guest asked for its end.',
          fix: 'Let it tell more.',
          command:
            "mkdir -p /etc/systemd/system/qmeventd.service.d && printf '[Service]\\nExecStart=\\nExecStart=/usr/sbin/qmeventd -v /var/run/qmeventd.sock\\n' > /etc/systemd/system/qmeventd.service.d/verbose.conf && systemctl daemon-reload && systemctl restart qmeventd",
        }
  },
})
