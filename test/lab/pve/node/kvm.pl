# Stands where QEMU stands: a process named kvm with QEMU's arguments, in the scope of its VM, holding its memory, with a
# QMP socket and a line to qmeventd. What runs in it is a machine of the lab (or nothing, when it has no inside).
use strict; use warnings; use POSIX (); use IO::Socket::UNIX; use IO::Select;
$SIG{PIPE} = 'IGNORE';
my ($id, %option) = ($0); for (my $i = 0; $i < @ARGV; $i++) { $option{$ARGV[$i]} = $ARGV[$i+1] // '' if $ARGV[$i] =~ /^-/ }
my $MiB = $option{-m} =~ /^(\d+)/ ? $1 : 16;
my $dir = '/run/qemu-server';
sub slurp { open(my $f, '<', $_[0]) or return undefined(); local $/; my $t = <$f>; chomp $t if defined $t; $t }
sub undefined { undef }
sub spew { open(my $f, '>', $_[0]) or die "$_[0]: $!\n"; print $f $_[1]; close $f or die "$_[0]: $!\n" }

# A limit on the memory of this VM, where the machine's kernel keeps memory groups of version 1.
if (-d '/run/lab/memory' and defined(my $limit = slurp("/var/lib/lab/limit/$id"))) {
  my $group = "/run/lab/memory/qemu.slice/$id.scope";
  mkdir '/run/lab/memory/qemu.slice'; mkdir $group;
  spew("$group/memory.limit_in_bytes", $limit << 20);
  spew("$group/cgroup.procs", 0);
}
my $qmp = IO::Socket::UNIX->new(Local => "$dir/$id.qmp", Listen => 5) or die "kvm: cannot listen on $dir/$id.qmp: $!\n";
if (my $child = fork) { spew("$dir/$id.pid", "$child\n"); POSIX::_exit(0) }
POSIX::setsid(); open(STDIN, '<', '/dev/null'); open(STDOUT, '>', '/dev/null'); open(STDERR, '>', '/dev/null');
my ($state, $why) = ('running', ''); my @memory; my $clients = IO::Select->new($qmp);
my $events = IO::Socket::UNIX->new(Peer => '/run/qmeventd.sock'); my $power;
if ($events) { $clients->add($events); syswrite($events, "id $id $$\n") }
if (defined(my $inside = slurp("/var/lib/lab/inside/$id"))) {
  $power = IO::Socket::UNIX->new(Peer => '/run/lab/power/switch') or POSIX::_exit(1);
  $clients->add($power); syswrite($power, "on $inside\n");
}
my %qmp_clients;
sub event { my ($name, $data) = @_;
  my ($s, $us) = (time, 0);
  syswrite($_, qq({"timestamp": {"seconds": $s, "microseconds": $us}, "event": "$name"$data}\r\n)) for values %qmp_clients;
}
# As with -no-shutdown: the guest is off, the process stays until qmeventd tells it to quit.
sub shut { my ($guest) = @_; $state = 'shutdown'; event('SHUTDOWN', qq(, "data": {"guest": $guest, "reason": ) . ($guest eq 'true' ? '"guest-shutdown"' : '"host-qmp-quit"') . '}');
  syswrite($events, "SHUTDOWN $guest\n") if $events;
  POSIX::_exit(0) if $guest eq 'false' or !$events;
}
$SIG{TERM} = sub { shut('false') };
sub command { my ($line) = @_;
  my ($name) = $line =~ /"execute"\s*:\s*"([\w-]+)"/ or return qq({"error": {"class": "GenericError", "desc": "QMP input lacks member 'execute'"}});
  my $bool = $state eq 'running' ? 'true' : 'false';
  return qq({"return": {"status": "$state", "running": $bool}}) if $name eq 'query-status';
  return qq({"return": {"qemu": {"micro": 0, "minor": 0, "major": 10}, "package": "pve-qemu-kvm_10.0.2-4"}}) if $name eq 'query-version';
  return qq({"return": [{"device": "drive-scsi0", "stats": {"rd_bytes": 52428800, "wr_bytes": 10485760, "failed_rd_operations": 0, "failed_wr_operations": 0}}]}) if $name eq 'query-blockstats';
  return qq({"error": {"class": "DeviceNotActive", "desc": "No balloon device has been activated"}}) if $name eq 'query-balloon';
  if ($name eq 'stop') { $state = 'paused'; event('STOP', '') } elsif ($name eq 'cont') { $state = 'running'; event('RESUME', '') }
  elsif ($name eq 'system_powerdown') { event('POWERDOWN', ''); syswrite($power, "powerdown\n") if $power }
  elsif ($name eq 'system_reset') { event('RESET', ', "data": {"guest": false, "reason": "host-qmp-system-reset"}'); syswrite($power, "reset\n") if $power }
  elsif ($name eq 'quit') { return 'quit' }
  # The lab's own: the guest touches more of its memory, or switches itself off though it has no inside.
  elsif ($name eq 'x-lab-touch') { my ($n) = $line =~ /"mib"\s*:\s*(\d+)/; push @memory, "\1" x (1 << 20) for 1 .. ($n // 0) }
  elsif ($name eq 'x-lab-poweroff') { shut('true') }
  elsif ($name eq 'x-lab-io-error') { $state = 'io-error'; event('BLOCK_IO_ERROR', ', "data": {"device": "drive-scsi0", "nospace": true, "node-name": "drive-scsi0", "reason": "No space left on device", "operation": "write", "action": "stop"}'); event('STOP', '') }
  elsif ($name !~ /^(qmp_capabilities|query-proxmox-support)$/) { return qq({"error": {"class": "CommandNotFound", "desc": "The command $name has not been found"}}) }
  return '{"return": {}}';
}
push @memory, "\1" x (1 << 20) for 1 .. ($MiB > 64 ? 24 : $MiB / 4);
for (;;) { for my $ready ($clients->can_read) {
  if ($ready == $qmp) {
    my $client = $qmp->accept or next; $clients->add($client); $qmp_clients{$client} = $client;
    syswrite($client, qq({"QMP": {"version": {"qemu": {"micro": 0, "minor": 0, "major": 10}, "package": "pve-qemu-kvm_10.0.2-4"}, "capabilities": []}}\r\n)); next;
  }
  my $n = sysread($ready, my $text, 65536);
  if (!$n) {
    $clients->remove($ready); delete $qmp_clients{$ready};
    if ($power and $ready == $power) { POSIX::_exit(1) } # the machine inside could not be had
    close $ready; next;
  }
  for my $line (grep { length } split /\r?\n/, $text) {
    if ($events and $ready == $events) { POSIX::_exit(0) if $line eq 'quit' }
    elsif ($power and $ready == $power) { if ($line eq 'shutdown') { $clients->remove($power); undef $power; shut('true') } elsif ($line eq 'reset') { event('RESET', ', "data": {"guest": true, "reason": "guest-reset"}') } }
    else { my $answer = command($line); if ($answer eq 'quit') { syswrite($ready, qq({"return": {}}\r\n)); shut('false') } else { syswrite($ready, "$answer\r\n") } }
  }
} }
