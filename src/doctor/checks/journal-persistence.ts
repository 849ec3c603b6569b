import { defineCheck, say } from '../define.ts'

/** A volatile journal is gone with the very end that is to be explained. */
export const journalPersistenceCheck = defineCheck({
  id: 'journal-persistence',
  title: 'Its journal survives the end',
  on: ['pve', 'libvirt', 'guest'],
  look(patient) {
    const text = patient.text('readiness.txt')
    if (text === '') return say.unseen('What it keeps was not to be seen.')
    const storage = [...text.matchAll(/:Storage=(\w+)$/gm)].at(-1)?.[1] ?? 'auto'
    const persistent = storage === 'persistent' || (storage === 'auto' && text.includes('/var/log/journal: there'))
    return persistent
      ? say.ok('It is kept in /var/log/journal.')
      : {
          result: 'problem',
          because:
            storage === 'none' ? 'journald keeps nothing (Storage=none).' : 'It lives in memory only: at a crash everything is gone.',
          fix: 'Make it persistent.',
          command: 'mkdir -p /var/log/journal && systemd-tmpfiles --create --prefix /var/log/journal && systemctl restart systemd-journald',
        }
  },
})
