/** Colour only on a terminal that wants it; width at most 80, because that is what is read best. */
export function terminalOptions(color: boolean): { colour: boolean; width: number } {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env
  const wanted = FORCE_COLOR !== undefined && FORCE_COLOR !== '0' ? true : process.stdout.isTTY === true && TERM !== 'dumb'
  return {
    colour: color && (NO_COLOR === undefined || NO_COLOR === '') && wanted,
    width: Math.min(80, Math.max(40, process.stdout.columns ?? 80)),
  }
}
