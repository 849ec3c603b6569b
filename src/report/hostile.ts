/**
 * Log text can be written by anybody who can log, so it may hold escape sequences, direction overrides and lines of any
 * length. It is shown, never obeyed: every control character becomes something visible.
 */

/** Characters that reorder or hide what is around them: bidi controls and isolates, zero-width, line and paragraph separators, BOM, tags. */
const INVISIBLE =
  /[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb]|[\u{e0000}-\u{e0fff}]/gu
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/g
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

const codePoint = (character: string) => `⟨U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}⟩`

/** Makes what is invisible visible: `␛` for escape, `⟨U+202E⟩` for a direction override, a space for a tab. */
export function visible(text: string): string {
  return text
    .replace(CONTROL, (c) =>
      c === '\t' ? ' ' : c < ' ' ? String.fromCodePoint(0x2400 + c.charCodeAt(0)) : c === '\u007f' ? '␡' : codePoint(c),
    )
    .replace(INVISIBLE, codePoint)
    .replace(LONE_SURROGATE, (c) => `⟨U+${c.charCodeAt(0).toString(16).toUpperCase()}⟩`)
}

/** At most `limit` characters, and how many are not shown. Cut first: a line may have ten million. */
export function shown(text: string, limit: number): string {
  if (text.length <= limit) return visible(text)
  return `${visible(text.slice(0, limit))} … ${(text.length - limit).toLocaleString('en-US')} more characters`
}

/** For terminals: the log's own colour sequences go away as a whole, what is left of controls becomes visible. */
export function plain(text: string, limit = 4000): string {
  const start = text.length > limit ? text.slice(0, limit) : text
  const rest = text.length > limit ? ` … ${(text.length - limit).toLocaleString('en-US')} more characters` : ''
  return visible(start.replace(SEQUENCE, '')) + rest
}

/** `ESC [ 31 m`, `ESC ] 0 ; title BEL`, `ESC c`, and the same with the one-byte C1 forms. */
// oxlint-disable-next-line no-control-regex -- escape sequences are what is looked for
const SEQUENCE =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\u001b\]|\u009d)[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?|\u001b[ -/]*[0-Z\\^-~]?/g

/** Names and sentences that we put into a line of our own: one line, nothing invisible. */
export const oneLine = (text: string) => shown(text.replace(/\s*\r?\n\s*/g, ' '), 4000)
