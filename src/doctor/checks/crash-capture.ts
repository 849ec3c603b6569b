import { defineCheck, kernelValue, say } from '../define.ts'

/** A kernel that panics leaves nothing in the journal: something else must keep its last words, and it must start again. */
export const crashCaptureCheck = defineCheck({
  id: 'crash-capture',
  title: 'The last words of a kernel are caught',
  on: ['pve', 'libvirt', 'guest'],
  look(patient) {
    if (patient.text('readiness.txt') === '') return say.unseen('What is caught was not to be seen.')
    const kdump = kernelValue(patient, '/sys/kernel/kexec_crash_loaded') === '1'
    const backend = kernelValue(patient, '/sys/module/pstore/parameters/backend')
    const pstore = backend !== null && !/^\(null\)$|^$/.test(backend)
    const restarts = Number(kernelValue(patient, '/proc/sys/kernel/panic') ?? 0) !== 0
    const caught = kdump ? 'kdump is loaded' : pstore ? `pstore keeps them (${backend})` : null
    if (caught && restarts) return say.ok(`${caught[0]!.toUpperCase()}${caught.slice(1)}, and it starts again after a panic.`)
    return {
      result: 'warning',
      because:
        `${caught === null ? 'A panic leaves no trace: neither kdump nor pstore.' : `${caught}.`} ${restarts ? '' : 'After a panic it stands still until somebody comes (kernel.panic = 0).'}`.trim(),
      fix: caught === null ? 'Set up kdump, or a serial console that is recorded.' : 'Let it start again by itself.',
      command: caught === null ? 'apt install kdump-tools' : "echo 'kernel.panic = 10' > /etc/sysctl.d/90-panic.conf && sysctl --system",
    }
  },
})
