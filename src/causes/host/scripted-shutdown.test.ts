import { verifyCause } from '../verify.ts'
import { hostScriptedShutdown } from './scripted-shutdown.ts'

verifyCause(hostScriptedShutdown, {
  supported: [{ name: 'cron runs reboot', host: ['CRON[4242]: (root) CMD (/sbin/reboot)'] }],
  weak: [{ name: 'only the shutdown itself', host: ['systemd[1]: Reached target reboot.target - System Reboot.'] }],
  silent: [
    { name: 'a person with sudo', host: ['sudo: alice : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/usr/bin/systemctl reboot'] },
    { name: 'cron runs something else', host: ['CRON[4242]: (root) CMD (/usr/local/bin/reboot-report.sh)'] },
    { name: 'cron of a guest', guest: ['CRON[4242]: (root) CMD (/sbin/reboot)'] },
  ],
})
