import { verifyCause } from '../verify.ts'
import { hostPowerButton } from './power-button.ts'

verifyCause(hostPowerButton, {
  supported: [
    { name: 'by logind.power-key', host: ['systemd-logind[811]: Power key pressed short.'] },
    { name: 'by logind.power-key in other words', host: ['systemd-logind[811]: Power key pressed.'] },
    { name: 'by ctrl-alt-del', host: ['systemd[1]: Received SIGINT.'] },
    {
      name: 'by ctrl-alt-del in other words',
      host: ['systemd[1]: Ctrl-Alt-Del was pressed more than 7 times within 2s, rebooting immediately.'],
    },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'systemd-logind[811]: The system will power off now!',
        'systemd-logind[811]: The system will reboot now!',
        'pve-guests[811]: all VMs and CTs stopped',
        'systemd[1]: Reached target reboot.target - System Reboot.',
      ],
    },
  ],
  silent: [
    { name: 'the same words of another program', host: ['myapp[4242]: Power key pressed short.'] },
    { name: 'the same in the log of the guest', guest: ['systemd-logind[811]: Power key pressed short.'] },
    { name: 'what only looks alike', host: ['systemd-logind[811]: Watching system buttons on /dev/input/event9 (Power Button)'] },
  ],
})
