#!/bin/bash
# First process of a lab machine, in fresh namespaces (net, mount, pid, uts, ipc, cgroup): makes its root and becomes systemd.
# Everything is mounted in here, so nothing outlives the machine. Waits for one line on its input: the network is plugged in by then.
#   LOWER tree  UPPER, WORK, ROOT folders  NAME  ADDRESS  BOOT_ID  KMSG 0|1  BINDS "from:to[:ro] …"
set -e
read -r _
R=$ROOT
hostname "$NAME"
ip link set lo up
if [ -n "$ADDRESS" ]; then ip addr add "$ADDRESS/16" dev eth0; ip link set eth0 up; fi
mount --make-rprivate /
mount -t overlay overlay -o "lowerdir=$LOWER,upperdir=$UPPER,workdir=$WORK" "$R"
mount -t proc proc "$R/proc"
mount -t tmpfs -o mode=755,size=64m tmpfs "$R/run"
mount -t tmpfs -o mode=755,size=1m devices "$R/dev"
mkdir "$R/dev/pts" "$R/dev/shm"
mount -t devpts -o newinstance,ptmxmode=666,mode=620,gid=5 devpts "$R/dev/pts"
mount -t tmpfs -o mode=1777,size=16m shm "$R/dev/shm"
ln -s pts/ptmx "$R/dev/ptmx"
ln -s /proc/self/fd "$R/dev/fd"
for device in null:3 zero:5 full:7 random:8 urandom:9; do mknod -m 666 "$R/dev/${device%:*}" c 1 "${device#*:}"; done
mknod -m 666 "$R/dev/tty" c 5 0
mknod -m 666 "$R/dev/fuse" c 10 229
mkdir "$R/dev/mapper"
mknod -m 600 "$R/dev/mapper/control" c 10 236
: > "$R/dev/console"
# Every machine of this kernel would have the same boot id, and would keep it over its own reboots.
mkdir -p "$R/run/lab"
echo "$BOOT_ID" > "$R/run/lab/boot_id"
chmod 444 "$R/run/lab/boot_id"
mount --bind "$R/run/lab/boot_id" "$R/proc/sys/kernel/random/boot_id"
if [ "$KMSG" = 1 ]; then
  # The kernel's own lines, from now on: journald goes on after the number that stands here.
  mknod -m 644 "$R/dev/kmsg" c 1 11
  mkdir -p "$R/run/systemd/journal"
  perl -e 'print pack("Q<", $ARGV[0])' "$KMSG_FROM" > "$R/run/systemd/journal/kernel-seqnum"
fi
mount -t sysfs -o ro sysfs "$R/sys"
mount -t cgroup2 cgroup2 "$R/sys/fs/cgroup"
for bind in $BINDS; do
  IFS=: read -r from to how <<< "$bind"
  if [ -d "$from" ]; then mkdir -p "$R$to"; else mkdir -p "$R$(dirname "$to")"; [ -e "$R$to" ] || : > "$R$to"; fi
  mount --bind "$from" "$R$to"
  [ "$how" = ro ] && mount -o remount,bind,ro "$R$to"
done
cd "$R"
pivot_root . mnt
umount -l /mnt
exec env -i container=lab PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin TERM=linux \
  /lib/systemd/systemd --system --log-target=journal --show-status=0
