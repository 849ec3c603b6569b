import { defineCheck, say } from '../define.ts'

export const accessCheck = defineCheck({
  id: 'access',
  title: 'It can be asked',
  on: ['pve', 'libvirt', 'guest'],
  look: (patient) =>
    patient.trouble
      ? { result: 'problem', because: patient.trouble.because, fix: patient.trouble.next }
      : patient.denied.length > 0
        ? {
            result: 'warning',
            because: `${patient.denied.length} sources are denied: ${patient.denied
              .map(({ source }) => source)
              .slice(0, 6)
              .join(', ')}.`,
            fix: patient.denied[0]!.because,
            command: 'whydown doctor --sudoers',
          }
        : say.ok('It answers, and nothing is denied.'),
})
