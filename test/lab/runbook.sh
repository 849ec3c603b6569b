#!/bin/sh
# The commands of the runbook that this product comes from, in its order, one after another, as it tells a person to type them:
#   sh runbook.sh VMID GUEST HOST…
# Left out, to its advantage: ping (seconds by itself), sar (ten seconds by itself), and all the thinking in between.
vm=$1 guest=$2
shift 2
on() { ssh -o BatchMode=yes "$1" "$2" 2>&1; }
for host; do on "$host" "qm list"; done
on "$guest" "uptime"
on "$guest" "last -x | head -20"
on "$guest" "journalctl --list-boots"
on "$guest" "dmesg | grep -i 'corrupted\|unclean'"
for host; do
  on "$host" "journalctl -u qemu-server@$vm --since '1 hour ago'"
  on "$host" "journalctl --since '2 hours ago' | grep -E '(oom-killer|Out of memory|killed process)'"
  on "$host" "journalctl --since '2 hours ago' | grep -A 10 -B 5 'oom-killer'"
  on "$host" "free -h && cat /proc/meminfo | grep -E '(MemTotal|MemAvailable|MemFree)'"
  on "$host" "qm list | awk '{sum += \$4} END {print \"Total VM Memory: \" sum \" MB\"}'"
  on "$host" "dmesg | grep -E '(I/O error|read error|write error|disk|sda|nvme)' | tail -20"
  on "$host" "df -h"
  on "$host" "zpool status"
  on "$host" "sensors"
  on "$host" "journalctl --since '2 hours ago' | grep -E '(temperature|thermal|hardware|mce)'"
  on "$host" "grep -E '(thermal|power|acpi)' /var/log/kern.log"
done
on "$guest" "journalctl --boot=-1 --since '30 minutes ago' | grep -E '(download|sync|import|backup|update)'"
on "$guest" "journalctl --boot=-1 | grep -E '(memory|oom|killed)'"
for host; do
  on "$host" "journalctl --since '2 hours ago' | grep -E 'oom-kill|Failed.*scope'"
  on "$host" "free -h && cat /proc/meminfo | head -5"
  on "$host" "ps aux | grep qemu | grep $vm"
  on "$host" "journalctl --since '1 hour ago' --priority=err"
  on "$host" "qm config $vm"
  on "$host" "journalctl --since 'yesterday' | grep -E '(oom|killed|memory)'"
  on "$host" "journalctl -u qemu-server@$vm --since '1 hour ago'"
  on "$host" "qm status $vm"
done
