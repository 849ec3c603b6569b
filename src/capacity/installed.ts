const GIB = 1024 * 1024

/** Sizes that memory modules add up to, in GiB. */
const SIZES = [
  1, 2, 3, 4, 6, 8, 10, 12, 14, 16, 18, 20, 24, 28, 32, 36, 40, 48, 56, 64, 72, 80, 96, 112, 128, 144, 160, 192, 224, 256, 288, 320, 384,
  448, 512, 576, 640, 768, 896, 1024, 1152, 1280, 1536, 1792, 2048, 3072, 4096, 6144, 8192,
]

/** What firmware and the kernel's image may keep: more than this, and the size is not known. */
const KEPT = 0.06

/**
 * Memory installed in a machine whose kernel manages so much: the next size that modules add up to. Null when none is near
 * enough, as on virtual machines of odd sizes.
 */
export function installedKiB(managedKiB: number): number | null {
  const size = SIZES.find((gib) => gib * GIB >= managedKiB)
  return size !== undefined && managedKiB >= size * GIB * (1 - KEPT) ? size * GIB : null
}

/** The smallest size of modules that holds so much. */
export function nextSizeKiB(neededKiB: number): number {
  const size = SIZES.find((gib) => gib * GIB >= neededKiB)
  return (size ?? Math.ceil(neededKiB / GIB)) * GIB
}
