import { verifyCause } from '../verify.ts'
import { guestUpdateReboot } from './update-reboot.ts'

verifyCause(guestUpdateReboot, {
  supported: [
    { name: 'by package.reboot', host: ['Found /var/run/reboot-required, rebooting'] },
    { name: 'by package.reboot in other words', host: ['WARNING Found /var/run/reboot-required, rebooting'] },
    {
      name: 'by windows.update-restart',
      guest: [
        '1074 User32 The process C:\\Windows\\servicing\\TrustedInstaller.exe (WIN-SRV) has initiated the restart of computer WIN-SRV on behalf of user NT AUTHORITY\\SYSTEM for the following reason: Operating System: Upgrade (Planned)',
      ],
    },
    {
      name: 'by package.upgrade',
      guest: [
        '06:14:00 Packages that will be upgraded: linux-image-amd64 openssl',
        '06:20:00 systemd-logind[811]: The system will reboot now!',
      ],
    },
  ],
  weak: [
    { name: 'a new kernel without a reboot', guest: ['Packages that will be upgraded: linux-image-amd64 openssl'] },
    {
      name: 'a new kernel in the morning and a reboot at night',
      guest: ['06:14:00 Packages that will be upgraded: linux-image-amd64', '22:20:00 systemd-logind[811]: The system will reboot now!'],
    },
  ],
  silent: [
    {
      name: 'the same in the log of the host',
      host: [
        '1074 User32 The process C:\\Windows\\servicing\\TrustedInstaller.exe (WIN-SRV) has initiated the restart of computer WIN-SRV on behalf of user NT AUTHORITY\\SYSTEM for the following reason: Operating System: Upgrade (Planned)',
      ],
    },
  ],
})
