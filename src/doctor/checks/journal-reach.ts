import { defineCheck, say } from '../define.ts'

const SHORT_DAYS = 14
const TOO_SHORT_DAYS = 3
const DAY_MS = 86_400_000

/** How far back the proof reaches is how soon the proof of an outage of today is rotated away. */
export const journalReachCheck = defineCheck({
  id: 'journal-reach',
  title: 'Its journal reaches far enough back',
  on: ['pve', 'libvirt', 'guest'],
  look(patient) {
    const firsts = [...patient.text('boots.json').matchAll(/"first_entry"\s*:\s*(\d+)/g)].map(([, us]) => Number(us) / 1000)
    if (firsts.length === 0) return say.unseen('How far back it reaches was not to be seen.')
    const days = (patient.now - Math.min(...firsts)) / DAY_MS
    const text = `It holds ${firsts.length} ${firsts.length === 1 ? 'boot' : 'boots'} and reaches ${days.toFixed(0)} days back.`
    if (days >= SHORT_DAYS) return say.ok(text)
    const bytes = [...patient.text('readiness.txt').matchAll(/^-\S+ +\d+ \S+ +\S+ +(\d+) \d+ \S+\.journal~?$/gm)].reduce(
      (sum, [, n]) => sum + Number(n),
      0,
    )
    const young = bytes < 256 * 1024 ** 2
    return {
      result: days < TOO_SHORT_DAYS && !young ? 'problem' : 'warning',
      because: `${text} ${young ? 'It is still young or small.' : `An outage of today can be explained for about ${days.toFixed(0)} days.`}`,
      fix: 'Give it more room.',
      command:
        "mkdir -p /etc/systemd/journald.conf.d && printf '[Journal]\\nSystemMaxUse=4G\\n' > /etc/systemd/journald.conf.d/size.conf && systemctl restart systemd-journald",
    }
  },
})
