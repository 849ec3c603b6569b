interface BlockDevice {
  readonly kname?: string
  readonly name?: string
  readonly type?: string
}

/** Names of the physical disks in `lsblk -J`. */
export function readDisks(json: string): string[] {
  try {
    const { blockdevices } = JSON.parse(json) as { blockdevices?: BlockDevice[] }
    return (blockdevices ?? []).filter(({ type }) => type === 'disk').map(({ kname, name }) => kname ?? name ?? '')
  } catch {
    return []
  }
}
