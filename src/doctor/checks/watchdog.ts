import { defineCheck, say } from '../define.ts'

export const watchdogCheck = defineCheck({
  id: 'watchdog',
  title: 'A hung host is reset by hardware',
  on: ['pve', 'libvirt'],
  look(patient) {
    const text = patient.text('readiness.txt')
    if (text === '') return say.unseen('Its watchdog was not to be seen.')
    const names = [...text.matchAll(/^\/sys\/class\/watchdog\/watchdog\d+\/identity: ?(.+)$/gm)].map(([, name]) => name!.trim())
    const hardware = names.filter((name) => !/software watchdog/i.test(name))
    if (hardware.length > 0) return say.ok(`It has ${hardware.join(', ')}.`)
    return {
      result: 'warning',
      because:
        names.length > 0
          ? 'Only the software watchdog: a kernel that hangs hard does not feed it and is not reset by it.'
          : 'There is no watchdog: a host that hangs stays so until somebody comes.',
      fix: 'Enable the watchdog of the board or BMC.',
      command: 'ls /lib/modules/$(uname -r)/kernel/drivers/watchdog; see WATCHDOG_MODULE in /etc/default/pve-ha-manager',
    }
  },
})
