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
    { name: 'by package.upgrade', guest: ['Packages that will be upgraded: linux-image-amd64 openssl'] },
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
