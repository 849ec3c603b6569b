const UNITS: Readonly<Record<string, number>> = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3, T: 1024 ** 4 }

/** `2G`, `512M`, `1.5GiB`, `4096K` or plain bytes; null for anything else. Units are powers of 1024, as Proxmox counts. */
export function sizeInBytes(text: string): number | null {
  const [, number, unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*([KMGT]?)(?:i?B)?\s*$/i.exec(text) ?? []
  return number === undefined ? null : Math.round(Number(number) * UNITS[unit.toUpperCase()]!)
}
