import type { Diagnosis, DiagnosisDocument, EvidenceItem } from '../model/index.ts'

type Short = readonly [
  ref: string,
  utc: string,
  file: 'host' | 'guest',
  line: number,
  witness: string,
  salience: EvidenceItem['salience'],
  kind: string,
  says: string,
  text: string,
]

const HOST = 'nodes/pve/journal.log'
const GUEST = 'guests/maas/journal.log'

// The lines of the re-enacted incident: a kernel kill of guest 102 on a host whose guests may use all of its memory.
const LINES: readonly Short[] = [
  [
    'g-desc',
    '2025-07-29T23:18:40.000Z',
    'guest',
    83,
    'daemon',
    'activity',
    'activity.download',
    'downloading image descriptions',
    'Jul 29 16:18:40 maas maas-log[1176]: maas.import-images: [info] Downloading image descriptions from http://images.maas.io/ephemeral-v3/stable/',
  ],
  [
    'g-sync',
    '2025-07-29T23:18:50.000Z',
    'guest',
    84,
    'daemon',
    'activity',
    'activity.sync',
    'syncing 24 resources',
    'Jul 29 16:18:50 maas maas-regiond[1049]: temporalio.workflow: [info] Syncing 24 resources from upstream',
  ],
  [
    'g-last',
    '2025-07-29T23:19:21.000Z',
    'guest',
    87,
    'shape',
    'context',
    'log.last-line',
    'last line of the guest',
    'Jul 29 16:19:21 maas maas-regiond[1049]: maas.bootresources: [info] Downloading squashfs of ubuntu/amd64/ga-24.04/noble/stable',
  ],
  [
    'h-invoked',
    '2025-07-29T23:19:25.114Z',
    'host',
    128,
    'kernel',
    'fault',
    'kernel.oom-report',
    'kvm invoked the oom-killer',
    '2025-07-29T16:19:25.114203-0700 pve kernel: kvm invoked oom-killer: gfp_mask=0x140dca(GFP_HIGHUSER_MOVABLE|__GFP_COMP|__GFP_ZERO), order=0, oom_score_adj=0',
  ],
  [
    'h-noswap',
    '2025-07-29T23:19:25.152Z',
    'host',
    160,
    'kernel',
    'context',
    'kernel.swap',
    'no swap',
    '2025-07-29T16:19:25.152079-0700 pve kernel: Total swap = 0kB',
  ],
  [
    'h-constraint',
    '2025-07-29T23:19:25.178Z',
    'host',
    177,
    'kernel',
    'fault',
    'kernel.oom-kill',
    'global out of memory, task kvm of 102.scope',
    '2025-07-29T16:19:25.178992-0700 pve kernel: oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=qemu.slice,mems_allowed=0,global_oom,task_memcg=/qemu.slice/102.scope,task=kvm,pid=1705,uid=0',
  ],
  [
    'h-scope',
    '2025-07-29T23:19:25.612Z',
    'host',
    178,
    'systemd',
    'fault',
    'unit.oom',
    '102.scope: a process was killed',
    '2025-07-29T16:19:25.612480-0700 pve systemd[1]: 102.scope: A process of this unit has been killed by the OOM killer.',
  ],
  [
    'h-killed',
    '2025-07-29T23:19:27.117Z',
    'host',
    179,
    'kernel',
    'end',
    'kernel.oom-killed',
    'killed process 1705 (kvm)',
    '2025-07-29T16:19:27.117031-0700 pve kernel: Out of memory: Killed process 1705 (kvm) total-vm:9727420kB, anon-rss:8042820kB, file-rss:6560kB, shmem-rss:0kB, UID:0 pgtables:17076kB oom_score_adj:0',
  ],
  [
    'h-tap',
    '2025-07-29T23:19:27.803Z',
    'host',
    180,
    'kernel',
    'symptom',
    'net.port-down',
    'vmbr0 port 3 down',
    '2025-07-29T16:19:27.803312-0700 pve kernel: vmbr0: port 3(tap102i0) entered disabled state',
  ],
  [
    'h-failed',
    '2025-07-29T23:19:28.031Z',
    'host',
    184,
    'systemd',
    'end',
    'unit.failed-oom',
    "102.scope failed, 'oom-kill'",
    "2025-07-29T16:19:28.031450-0700 pve systemd[1]: 102.scope: Failed with result 'oom-kill'.",
  ],
  [
    'h-cleanup',
    '2025-07-29T23:19:28.893Z',
    'host',
    188,
    'pve',
    'symptom',
    'qmeventd.cleanup',
    'qmeventd finished its cleanup',
    '2025-07-29T16:19:28.893001-0700 pve qmeventd[41877]: Finished cleanup for 102',
  ],
  [
    'h-qmstart',
    '2025-07-30T00:00:17.402Z',
    'host',
    254,
    'pve',
    'intent',
    'task.started',
    'root@pam started task qmstart',
    '2025-07-29T17:00:17.402000-0700 pve pvedaemon[1262]: <root@pam> starting task UPID:pve:0000B806:0A12F0AA:68896091:qmstart:102:root@pam:',
  ],
  [
    'h-started',
    '2025-07-30T00:00:18.101Z',
    'host',
    256,
    'systemd',
    'recovery',
    'scope.started',
    'started 102.scope',
    '2025-07-29T17:00:18.101000-0700 pve systemd[1]: Started 102.scope.',
  ],
  [
    'h-ping',
    '2025-07-30T00:00:22.700Z',
    'host',
    262,
    'pve',
    'symptom',
    'qga.timeout',
    'guest-ping timed out',
    "2025-07-29T17:00:22.700000-0700 pve pvestatd[1204]: VM 102 qmp command failed - VM 102 qmp command 'guest-ping' failed - got timeout",
  ],
  [
    'g-unclean',
    '2025-07-30T00:00:27.000Z',
    'guest',
    92,
    'systemd',
    'symptom',
    'journal.unclean',
    'journal was not closed',
    'Jul 29 17:00:27 maas systemd-journald[388]: File /var/log/journal/0a1f7c4be2f04c7c8f3b9d2f5a6e7b80/system.journal corrupted or uncleanly shut down, renaming and replacing.',
  ],
  ['h-config', '', 'host', 4, 'pve', 'context', 'config.memory', 'memory: 8192', 'memory: 8192'],
]

const item = ([ref, at, side, line, witness, salience, kind, says, text]: Short): EvidenceItem => ({
  ref,
  at: at || null,
  clock: { stamp: !at ? 'none' : side === 'guest' ? 'inferred-year' : 'absolute', utcOffsetMs: -25_200_000 },
  from: side,
  node: side === 'guest' ? 'maas' : 'pve',
  file: kind === 'config.memory' ? 'nodes/pve/qm-config-102.txt' : side === 'guest' ? GUEST : HOST,
  line,
  text,
  kind,
  says,
  witness,
  salience,
})

export const killed: Diagnosis = {
  subject: { kind: 'vm', id: '102', name: 'maas', node: 'pve' },
  outage: { state: 'killed', from: '2025-07-29T23:19:27.117Z', to: '2025-07-30T00:00:18.101Z', seconds: 2451, planned: false },
  conclusion: 'confirmed',
  cause: {
    id: 'memory.host-oom',
    title: 'Killed by the host out of memory',
    because: 'The kernel of pve had no page left and killed process 1705, the QEMU process of 102.',
    evidence: ['h-killed', 'h-constraint', 'h-failed'],
  },
  chain: [
    {
      id: 'memory.overcommit',
      role: 'condition',
      title: 'Guests may use all of the memory',
      because: '16 GiB are promised to guests on a 16 GiB host. No swap.',
      at: '2025-07-29T23:19:25.152Z',
      witnessed: true,
      evidence: ['h-config', 'h-noswap'],
    },
    {
      id: 'activity.image-sync',
      role: 'trigger',
      title: 'Image sync',
      because: '102 syncs 24 boot images and touches its last free pages.',
      at: '2025-07-29T23:18:50.000Z',
      witnessed: false,
      evidence: ['g-sync', 'g-desc'],
    },
    {
      id: 'memory.host-oom',
      role: 'mechanism',
      title: 'Killed by the host out of memory',
      because: 'The kernel kills process 1705, the largest.',
      at: '2025-07-29T23:19:27.117Z',
      witnessed: true,
      evidence: ['h-killed', 'h-scope', 'h-failed'],
    },
    {
      id: 'restart.none',
      role: 'amplifier',
      title: 'Nothing restarted it',
      because: 'Nothing restarted it and nobody looked for 40 minutes.',
      at: '2025-07-30T00:00:17.402Z',
      witnessed: true,
      evidence: ['h-qmstart'],
    },
  ],
  whys: [
    { question: 'Why did 102 (maas) go down?', answer: 'The kernel of pve killed its process, 1705.', evidence: ['h-killed'] },
    {
      question: 'Why did the kernel kill?',
      answer: 'No page was free and nothing could be swapped out.',
      evidence: ['h-invoked', 'h-noswap'],
    },
    {
      question: 'Why was 102 chosen?',
      answer: 'It held the most memory: 7.68 of 15.04 GiB. The kernel takes the largest, not the guilty one.',
      evidence: ['h-killed'],
    },
    {
      question: 'Why did memory end at 16:19?',
      answer: '102 was touching its last free pages, 35 s into an image sync. It did not use more than its 8 GiB: it cannot.',
      evidence: ['g-sync', 'h-invoked'],
    },
  ],
  rejected: [
    {
      id: 'operator.stop',
      title: 'Someone stopped it',
      because: 'No stop task, and the task log holds the whole time.',
      evidence: [`coverage:${HOST}`],
    },
    {
      id: 'guest.poweroff',
      title: 'Shut down from inside',
      because: "The guest's log ends in mid-sentence, and the next boot finds it unclean.",
      evidence: ['g-last', 'g-unclean'],
    },
    {
      id: 'memory.guest-oom',
      title: 'Out of memory inside the guest',
      because: "The kill is in the host's kernel log and names no limit: CONSTRAINT_NONE.",
      evidence: ['h-constraint'],
    },
    {
      id: 'host.crash',
      title: 'pve crashed or rebooted',
      because: 'One boot from before the outage until after it.',
      evidence: [`coverage:${HOST}`],
    },
    { id: 'storage.full', title: 'Storage full', because: 'No I/O error in a complete kernel log.', evidence: [`coverage:${HOST}`] },
  ],
  unknown: [
    {
      id: 'who-started',
      because: 'Who started 102 at 17:00:17. The task names root@pam, not the person or script behind it.',
      wouldSettle: [
        { what: 'the access log of the API', command: 'ssh pve "grep \'qemu/102/status/start\' /var/log/pveproxy/access.log*"' },
      ],
    },
    {
      id: 'which-process',
      because: 'Which process in maas touched the memory. The guest kept no per-process record for 16:18.',
      wouldSettle: [{ what: 'the memory history of the guest', command: 'ssh maas "sudo sar -r -s 16:00:00 -e 16:20:00"' }],
    },
  ],
  remediation: [
    {
      when: 'immediate',
      text: 'Lower 102 to 6 GiB. That leaves 12.5 % of the host; 20 % would need 3.2 GiB.',
      command: 'qm set 102 --memory 6144',
      addresses: 'memory.overcommit',
    },
    { when: 'immediate', text: 'Alert when pve is above 85 % of its memory.', addresses: 'memory.overcommit' },
    {
      when: 'short-term',
      text: 'Move the image sync to 02:00 and cap how many images it downloads at once.',
      addresses: 'activity.image-sync',
    },
    {
      when: 'short-term',
      text: 'Let the cluster restart 102 when its process ends.',
      command: 'ha-manager add vm:102 --state started',
      addresses: 'restart.none',
    },
    { when: 'long-term', text: '24 to 32 GiB for pve: 33 to 50 % headroom with the guests of today.', addresses: 'memory.overcommit' },
    { when: 'long-term', text: 'A second DHCP server on another node.', addresses: 'restart.none' },
  ],
  headline: "102 (maas) was killed by the host's out-of-memory killer.",
  statements: [
    {
      id: 'why',
      text: 'The host had no memory left: its guests may use all of its 16 GiB (8 + 4 + 4), there is no swap, and 102 was the largest process.',
      evidence: ['h-invoked', 'h-killed', 'h-noswap', 'h-config'],
    },
    {
      id: 'why-then',
      text: '102 had begun to sync 24 boot images 35 s before. This is a coincidence in time, not proof.',
      evidence: ['g-desc', 'g-sync'],
    },
    {
      id: 'why-so-long',
      text: 'Nothing restarts a killed guest: 102 has no HA resource. root@pam started it at 17:00:17.',
      evidence: ['h-qmstart', 'h-started'],
    },
    {
      id: 'how-sure',
      text: 'Two independent sources agree: the kernel of pve killed process 1705 in 102.scope, and systemd failed that scope with oom-kill. Nothing contradicts them.',
      evidence: ['h-killed', 'h-scope', 'h-failed'],
    },
  ],
  bracket: {
    lastAlive: { at: '2025-07-29T23:19:21.000Z', because: 'Last line of the guest itself.', evidence: ['g-last'] },
    firstDown: { at: '2025-07-29T23:19:27.117Z', because: 'The kernel says that it killed the process.', evidence: ['h-killed'] },
    firstBack: { at: '2025-07-30T00:00:18.101Z', because: 'systemd started the scope again.', evidence: ['h-started'] },
  },
  parties: [
    { role: 'Victim', name: '102 (maas)', text: 'The kernel killed kvm (pid 1705).', evidence: ['h-killed'] },
    {
      role: 'Asked for memory',
      name: 'kvm',
      text: 'kvm asked for the page that was not there. That makes it neither the culprit nor the victim.',
      evidence: ['h-invoked'],
    },
  ],
  severity: { level: 'P1', rule: 'P1: an unplanned outage of more than 30 minutes of a guest that serves others.' },
  impact: [
    { text: '102 (maas) was down for 40 min 51 s.', evidence: ['h-killed', 'h-started'] },
    { text: 'Its network port left the bridge, so DHCP for 192.168.4.0/24 was out for as long.', evidence: ['h-tap'] },
  ],
  investigation: [
    {
      phase: 'Triage',
      question: 'What is its state now, and since when?',
      command: 'qm list; qm status 102 --verbose',
      finding: 'systemd started 102.scope at 17:00:18.',
      decision: 'A new process id means that the QEMU process ended.',
      evidence: ['h-started'],
    },
    {
      phase: 'Evidence',
      question: 'Did the guest end cleanly, and when did it boot?',
      command: 'last -x | head; journalctl --list-boots',
      finding: 'Its journal was not closed.',
      decision: 'A clean shutdown excludes a kill, a crash and a power cut. This was not clean.',
      evidence: ['g-unclean'],
    },
    {
      phase: 'Root cause',
      question: 'Did memory run out?',
      command: "journalctl -k | grep -E 'oom-kill|Out of memory|invoked oom'",
      finding: 'The kernel killed process 1705 (kvm).',
      decision: 'A kill by the host kernel is the end of the search; then ask who filled the memory.',
      evidence: ['h-killed', 'h-constraint'],
    },
  ],
  prevention: [
    { text: 'Memory of the host below 85 %', check: "free -k | awk '/Mem/{print $3/$2}'", addresses: 'memory.overcommit' },
    {
      text: 'Sum of what guests may use below what is installed',
      check: 'grep -h ^memory /etc/pve/qemu-server/*.conf',
      addresses: 'memory.overcommit',
    },
  ],
  lessons: [
    {
      text: 'A host whose guests may use all of its memory has none for itself: the kernel takes it back from the largest guest.',
      evidence: ['h-killed', 'h-config'],
    },
  ],
  actions: [
    { text: 'Lower 102 (maas) to 6 GiB', kind: 'immediate', addresses: 'memory.overcommit' },
    { text: 'Let 102 restart by itself', kind: 'short-term', addresses: 'restart.none' },
    { text: 'Plan the memory upgrade of pve', kind: 'long-term', addresses: 'memory.overcommit' },
  ],
  escalation: [
    { criterion: 'Several guests affected at once', met: false, because: 'The lines name one guest.', evidence: ['h-killed'] },
    { criterion: 'Hardware errors detected', met: null, because: 'Sensors and the BMC were not asked.', evidence: [] },
  ],
  memory: {
    at: '2025-07-29T23:19:25.114Z',
    title: "from the kernel's own report",
    totalKiB: 16_777_216,
    rows: [
      { name: '102 (maas), process 1705', kind: 'guest', kib: 8_049_380, killed: true, readFrom: 'task table, rss' },
      { name: '101 (k3s), process 1801', kind: 'guest', kib: 4_201_600, readFrom: 'task table, rss' },
      { name: '100 (opnsense), process 1933', kind: 'guest', kib: 3_520_000, readFrom: 'task table, rss' },
      { name: 'Reserved by kernel and firmware', kind: 'reserved', kib: 475_136, readFrom: 'installed − pages RAM' },
      { name: 'Slab', kind: 'slab', kib: 224_000, readFrom: 'slab_reclaimable + slab_unreclaimable' },
      { name: 'Host processes', kind: 'process', kib: 87_180, readFrom: 'active_anon + inactive_anon − guests' },
      { name: 'Free', kind: 'free', kib: 86_480, readFrom: 'free + free_pcp' },
      { name: 'Page tables, kernel stacks', kind: 'tables', kib: 56_000, readFrom: 'pagetables + kernel_stack' },
      { name: 'Page cache', kind: 'cache', kib: 42_640, readFrom: 'active_file + inactive_file' },
      { name: 'Unaccounted: drivers, ZFS ARC', kind: 'unaccounted', kib: 34_800, readFrom: 'managed − all of the above' },
    ],
    notes: [{ text: 'Three guests held 15.04 GiB. 0.08 GiB was free, less than the kernel keeps for itself.', evidence: ['h-invoked'] }],
    evidence: ['h-invoked'],
  },
  alsoSeen: [{ text: 'The guest agent of 102 did not answer at 17:00:22, while the guest was booting.', evidence: ['h-ping'] }],
  timeline: LINES.filter(([, at]) => at !== '').map(([ref]) => ref),
}

export const sampleDocument: DiagnosisDocument = {
  schema: 'whydown.diagnosis/v1',
  tool: { name: 'whydown', version: '0.1.0' },
  zone: { name: 'America/Los_Angeles', because: 'the offset of the host log' },
  diagnoses: [killed],
  evidence: LINES.map(item),
  timeline: LINES.filter(([, at]) => at !== '').map(([ref]) => ref),
  coverage: [
    { source: HOST, status: 'complete', from: '2025-07-29T22:10:03.457Z', to: '2025-07-30T00:18:53.102Z', side: 'host', lines: 288 },
    {
      source: GUEST,
      status: 'truncated',
      from: '2025-07-29T22:20:11.000Z',
      to: '2025-07-30T00:02:02.000Z',
      because: 'a selection of 97 lines: what is not in it may still have happened',
      side: 'guest',
      lines: 97,
    },
    { source: 'nodes/pve/qm-config-102.txt', status: 'complete', from: null, to: null, side: 'host', lines: 11 },
    { source: 'nodes/pve/bmc-sel.txt', status: 'denied', from: null, to: null, because: 'no access to the BMC', side: 'host' },
  ],
  notes: [`${GUEST} prints no year: 2025 was assumed (from the host log).`],
}

const quiet: Pick<
  Diagnosis,
  | 'whys'
  | 'remediation'
  | 'parties'
  | 'impact'
  | 'prevention'
  | 'lessons'
  | 'actions'
  | 'escalation'
  | 'memory'
  | 'alsoSeen'
  | 'investigation'
> = {
  whys: [],
  remediation: [],
  parties: [],
  impact: [],
  prevention: [],
  lessons: [],
  actions: [],
  escalation: [],
  memory: null,
  alsoSeen: [],
  investigation: [],
}

export const inconclusive: Diagnosis = {
  ...quiet,
  subject: killed.subject,
  outage: { state: 'stopped', from: '2025-07-29T23:19:21.000Z', to: null, seconds: null, planned: null },
  conclusion: 'inconclusive',
  cause: null,
  chain: [],
  rejected: [killed.rejected[1]!],
  unknown: [
    {
      id: 'memory.host-oom',
      because: 'The host killed it: the log of pve does not hold that time.',
      wouldSettle: [
        { what: 'the kernel log of pve', command: "ssh pve \"journalctl -k --since '2025-07-29 16:15' --until '2025-07-29 16:25'\"" },
      ],
    },
    {
      id: 'host.power-loss',
      because: 'pve lost power.',
      wouldSettle: [{ what: 'the boots of pve', command: 'ssh pve journalctl --list-boots' }],
    },
  ],
  headline: '102 (maas) ended abruptly; two causes remain.',
  statements: [
    {
      id: 'how-sure',
      text: 'Its log ends in mid-sentence and the next boot found it unclean. Nothing in the lines that are here says why.',
      evidence: ['g-last', 'g-unclean'],
    },
  ],
  bracket: { lastAlive: killed.bracket.lastAlive, firstDown: null, firstBack: null },
  severity: { level: 'P2', rule: 'P2: an unplanned outage of one guest, length not known.' },
  timeline: ['g-sync', 'g-last', 'g-unclean'],
}

export const noOutage: Diagnosis = {
  ...quiet,
  subject: killed.subject,
  outage: { state: 'none', from: null, to: null, seconds: null, planned: null },
  conclusion: 'no-outage',
  cause: {
    id: 'none',
    title: 'It never went down',
    because: 'The journal holds the whole time and tells of no end, fault or stop.',
    evidence: [`coverage:${HOST}`],
  },
  chain: [],
  rejected: [],
  unknown: [],
  headline: '102 (maas) did not go down.',
  statements: [],
  bracket: { lastAlive: null, firstDown: null, firstBack: null },
  severity: { level: 'none', rule: 'Nothing went down.' },
  timeline: [],
}

export const documentOf = (...diagnoses: Diagnosis[]): DiagnosisDocument => ({ ...sampleDocument, diagnoses })
