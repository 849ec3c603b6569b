import { shown, visible } from '../hostile.ts'

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const entities = (text: string) => text.replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c)

/** Text for an element or a quoted attribute. Nothing in it is markup, nothing in it is invisible. */
export const escapeHtml = (text: string, limit = 20_000) => entities(shown(text, limit))

/** A command keeps its line breaks. */
export const escapeCommand = (text: string) =>
  text
    .slice(0, 20_000)
    .split('\n')
    .map((line) => entities(visible(line)))
    .join('\n')

/** Joins what is there; nothing else becomes `undefined` or `false` in the page. */
export const join = (...parts: readonly (string | false | null | undefined)[]) => parts.filter(Boolean).join('')
