import { release } from './release.ts'

export function pveversion(argv: readonly string[]): number {
  const { manager, kernel, major, qemuServer, qemu } = release()
  if (!argv.some((word) => /^--?v/.test(word)))
    process.stdout.write(`pve-manager/${manager}/0123456789abcdef (running kernel: ${kernel})\n`)
  else
    process.stdout.write(
      `${[
        `proxmox-ve: ${major}.${major === 7 ? 4 : 0}-1 (running kernel: ${kernel})`,
        `pve-manager: ${manager} (running version: ${manager}/0123456789abcdef)`,
        `pve-qemu-kvm: ${qemu}-4`,
        `qemu-server: ${qemuServer}`,
      ].join('\n')}\n`,
    )
  return 0
}
