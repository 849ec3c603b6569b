import { defineCircumstance } from '../define.ts'

/** `8.1.5` is older than `9.0.2`. */
function older(a: string, b: string): boolean {
  const [x, y] = [a, b].map((version) => version.split('.').map(Number))
  for (let n = 0; n < 3; n++) if ((x![n] ?? 0) !== (y![n] ?? 0)) return (x![n] ?? 0) < (y![n] ?? 0)
  return false
}

export const qemuOutdated = defineCircumstance({
  id: 'condition.qemu-outdated',
  title: 'the guest ran under an older QEMU than is installed',
  role: 'condition',
  doc: 'An update replaces the file, not the process: the guest runs on with the old one, and its mended faults, until it is started anew.',
  belongsTo: ['qemu.crash', 'qemu.kvm-error', 'migration.failed', 'qemu.hang'],
  find({ observations }) {
    const running = observations.find((o) => o.kind === 'qemu.running-version')
    const installed = observations.find((o) => o.kind === 'qemu.installed-version')
    if (!running || !installed || !older(String(running.fields['version']), String(installed.fields['version']))) return null
    return {
      because: `The guest ran under QEMU ${String(running.fields['version'])}; ${String(installed.fields['version'])} was installed.`,
      evidence: [running, installed],
    }
  },
  remedies: [
    {
      when: 'short-term',
      text: 'Shut the guest down and start it, or migrate it away and back.',
      command: 'qm status {guest} --verbose | grep running-qemu; pveversion -v | grep qemu',
    },
  ],
  prevention: [{ text: 'Guests are restarted after updates of QEMU.', check: 'running-qemu against pve-qemu-kvm' }],
})
