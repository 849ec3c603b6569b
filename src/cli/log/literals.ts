/** Shorter ones occur everywhere. */
const SHORTEST = 4

/**
 * Texts of which every match of the pattern holds at least one; null when the pattern does not tell any (then every message must be
 * tested). Careful rather than clever: groups, classes and what a quantifier governs count as unknown.
 */
export function requiredLiterals(pattern: string): readonly string[] | null {
  const literals: string[] = []
  let longest = ''
  let run = ''
  const close = () => {
    if (run.length > longest.length) longest = run
    run = ''
  }
  for (let n = 0; n < pattern.length; n++) {
    const char = pattern[n]!
    if (char === '|') {
      close()
      literals.push(longest)
      longest = ''
    } else if (char === '(' || char === '[') {
      close()
      n = char === '(' ? groupEnd(pattern, n) : classEnd(pattern, n)
    } else if (char === '\\') {
      const next = pattern[++n] ?? ''
      if (/[^\w\s]/.test(next)) run += next
      else close()
      // What \x, \u, \p, \k and \c take with them is not the text it stands for.
      if (/[xupkc]/i.test(next)) return null
    } else if (char === '*' || char === '?' || char === '{' || char === '+') {
      // The character before may be missing; behind a plus it stands at least once.
      if (char !== '+') run = run.slice(0, -1)
      close()
      if (char === '{') while (n + 1 < pattern.length && pattern[n] !== '}') n++
    } else if (char === '.' || char === '^' || char === '$' || char === ')' || char === ']') close()
    else if (char.charCodeAt(0) > 126) close()
    else run += char
  }
  close()
  literals.push(longest)
  return literals.every((literal) => literal.length >= SHORTEST) ? literals : null
}

function groupEnd(pattern: string, start: number): number {
  let depth = 0
  for (let n = start; n < pattern.length; n++) {
    if (pattern[n] === '\\') n++
    else if (pattern[n] === '[') n = classEnd(pattern, n)
    else if (pattern[n] === '(') depth++
    else if (pattern[n] === ')' && --depth === 0) return n
  }
  return pattern.length
}

function classEnd(pattern: string, start: number): number {
  for (let n = start + 1; n < pattern.length; n++) {
    if (pattern[n] === '\\') n++
    else if (pattern[n] === ']') return n
  }
  return pattern.length
}
