import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'

/** What distinguishes the releases of Proxmox VE in what they print and demand. */
export interface Release {
  readonly major: 7 | 8 | 9
  readonly manager: string
  readonly qemuServer: string
  readonly qemu: string
  readonly kernel: string
}

const RELEASES: Record<number, Release> = {
  7: { major: 7, manager: '7.4-20', qemuServer: '7.4-7', qemu: '7.2.10', kernel: '5.15.158-2-pve' },
  8: { major: 8, manager: '8.4.21', qemuServer: '8.4.10', qemu: '9.2.0', kernel: '6.8.12-15-pve' },
  9: { major: 9, manager: '9.2.11', qemuServer: '9.2.6', qemu: '10.1.2', kernel: '6.17.2-1-pve' },
}
export const releaseOf = (major: number): Release => RELEASES[major]!

/** The release this node plays. */
export const release = (): Release => releaseOf(Number(readFileSync('/var/lib/lab/pve-release', 'utf8')))
export const node = (): string => hostname()
