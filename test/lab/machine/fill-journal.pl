# Fills the journal of a machine through journald's own socket, fast: many small entries, as a busy host has them, and between
# them large ones that do not compress, until there is so much of it.
#   perl fill-journal.pl MEGABYTES SMALL_ENTRIES
use strict; use warnings; use Socket;
my ($megabytes, $small) = @ARGV;
socket(my $journal, AF_UNIX, SOCK_DGRAM, 0) or die "$!\n";
connect($journal, pack_sockaddr_un('/run/systemd/journal/socket')) or die "$!\n";
open(my $random, '<:raw', '/dev/urandom') or die "$!\n";
my $blob = 60_000; my $large = int($megabytes * 1e6 / $blob);
for my $n (1 .. $large) {
  read($random, my $data, $blob);
  send($journal, "MESSAGE=dump $n of a daemon\nPRIORITY=6\nSYSLOG_IDENTIFIER=dumper\nBLOB\n" . pack('Q<', $blob) . "$data\n", 0) or die "$!\n";
  for my $i (1 .. $small / $large) {
    send($journal, "MESSAGE=status update time ($n.$i seconds)\nPRIORITY=6\nSYSLOG_IDENTIFIER=pvestatd\n", 0) or die "$!\n";
  }
}
