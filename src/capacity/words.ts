import type { GuestFacts } from './facts.ts'

/** `7.68 GiB`, `340 MiB` */
export const size = (kib: number): string => {
  const whole = Math.abs(kib)
  const sign = kib < 0 ? '-' : ''
  return whole >= 1024 * 1024 ? `${sign}${(whole / 1024 / 1024).toFixed(2)} GiB` : `${sign}${Math.round(whole / 1024)} MiB`
}

/** `12.5 %`, `0 %` */
export const percent = (fraction: number): string => `${Math.round(fraction * 1000) / 10} %`

/** `102 (maas)`, `CT 203 (frigate)` */
export const guestName = (guest: Pick<GuestFacts, 'kind' | 'id' | 'name'>): string =>
  `${guest.kind === 'ct' ? 'CT ' : ''}${guest.id}${guest.name === undefined ? '' : ` (${guest.name})`}`
