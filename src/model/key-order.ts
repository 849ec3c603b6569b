/** Keys in the order of a schema, each with the order of what it holds (of its items, where that is a list); 0 for what has no keys. */
export type KeyOrder = { readonly [key: string]: KeyOrder } | 0

/** The same value with its keys in order, whoever built it, so that two runs can be compared byte by byte; keys that are not in the order are left out. */
export function inKeyOrder(value: unknown, order: KeyOrder): unknown {
  if (order === 0 || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => inKeyOrder(item, order))
  const given = value as Readonly<Record<string, unknown>>
  const sorted: Record<string, unknown> = {}
  for (const key of Object.keys(order)) if (given[key] !== undefined) sorted[key] = inKeyOrder(given[key], order[key]!)
  return sorted
}
