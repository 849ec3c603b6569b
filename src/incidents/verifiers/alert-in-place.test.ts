import { alertInPlace } from './alert-in-place.ts'
import { verifyVerifier } from './verify.ts'

const rule = (name: string, expr: string) =>
  `groups:\n- name: hosts\n  rules:\n  - alert: ${name}\n    expr: ${expr}\n    for: 5m\n    labels:\n      severity: page\n`

verifyVerifier(alertInPlace, {
  done: {
    'memory of the host': {
      files: { 'rules.yml': rule('HostMemory', '(1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes) > 0.85') },
      target: { about: 'host-memory' },
      because: /whom it reaches is not seen/,
    },
    'memory of guests': {
      files: { 'rules.yml': rule('G', 'pve_memory_usage_bytes{id=~"qemu/.*"} / pve_memory_size_bytes > 0.9') },
      target: { about: 'guest-memory' },
    },
    'an expression over several lines': {
      files: { 'rules.yml': rule('Down', '|\n      pve_up{id="qemu/102"}\n      == 0') },
      target: { about: 'guest-down' },
    },
  },
  notDone: {
    'a rule about hosts says nothing of guests': {
      files: { 'rules.yml': rule('HostMemory', 'node_memory_MemAvailable_bytes < 1e9') },
      target: { about: 'guest-memory' },
    },
    'only others': { files: { 'rules.yml': rule('Disk', 'node_filesystem_avail_bytes < 1e9') }, target: { about: 'host-memory' } },
    'the words are those of the rule after it': {
      files: {
        'rules.yml': `${rule('Disk', 'node_filesystem_avail_bytes < 1e9')}  - record: x\n    expr: node_memory_MemAvailable_bytes\n`,
      },
      target: { about: 'host-memory' },
    },
  },
  unseen: {
    'commented out': {
      files: { 'rules.yml': '#  - alert: HostMemory\n#    expr: node_memory_MemAvailable_bytes < 1' },
      target: { about: 'host-memory' },
    },
    'monitoring of another kind': { files: { 'zabbix.txt': 'Trigger: memory > 85 %' }, target: { about: 'host-memory' } },
    'an unknown question': { files: { 'rules.yml': rule('x', 'y') }, target: { about: 'the weather' }, because: /none of/ },
  },
})
