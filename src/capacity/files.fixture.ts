import type { CapacityFile } from './facts.ts'
import type { CapacityQuestion } from './document.ts'

export const GIB = 1024 * 1024

export const file = (name: string, text: string, more: Partial<CapacityFile> = {}): CapacityFile => ({ file: name, text, ...more })

/** The host of the incident in July 2025, in round numbers: 16 GiB, and guests of 8, 4 and 4. */
export const SIXTEEN: readonly CapacityFile[] = [
  file(
    'qm-list.txt',
    [
      '      VMID NAME                 STATUS     MEM(MB)    BOOTDISK(GB) PID       ',
      '       100 opnsense             running    4096              32.00 1933      ',
      '       101 k3s                  running    4096              64.00 1801      ',
      '       102 maas                 running    8192             100.00 1705      ',
    ].join('\n'),
  ),
  file('meminfo.txt', 'MemTotal:       16302456 kB\nMemAvailable:     502880 kB\nSwapTotal:             0 kB\n'),
]

export const ask = (more: Partial<CapacityQuestion> = {}): CapacityQuestion => ({
  version: '0',
  wantedFraction: 0.2,
  changes: [],
  lose: [],
  belowTouched: false,
  ...more,
})
