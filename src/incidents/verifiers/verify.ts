import { describe, expect, test } from 'vitest'
import { type Facts, factSources } from '../facts.ts'
import type { Target, Verifier } from './define.ts'

/** Texts by their origin: what a machine answered. */
type Files = Readonly<Record<string, string>>
type Cases = Readonly<Record<string, { readonly files: Files; readonly target: Target; readonly because?: RegExp }>>

export const factsOf = (files: Files, node?: string): Facts =>
  Object.entries(files).flatMap(([origin, text]) => factSources({ file: origin.replaceAll(/[ /]/g, '-'), origin, node, text }))

/** Runs the named cases of a verifier, and what holds for each of them. */
export function verifyVerifier(verifier: Verifier, cases: { readonly done: Cases; readonly notDone: Cases; readonly unseen: Cases }): void {
  describe(verifier.id, () => {
    for (const [outcome, named] of [
      [true, cases.done],
      [false, cases.notDone],
      [null, cases.unseen],
    ] as const)
      test.each(Object.entries(named))(
        `${outcome === null ? 'not seen' : outcome ? 'done' : 'not done'}: %s`,
        (_, { files, target, because }) => {
          const facts = factsOf(files)
          const look = verifier.look(facts, target)
          expect(look.done, look.because).toBe(outcome)
          if (because) expect(look.because).toMatch(because)
          for (const cite of look.evidence)
            expect(
              facts.some(({ lines }) =>
                lines.some((line) => line.file === cite.file && line.line === cite.line && line.text === cite.text),
              ),
              'cited lines exist',
            ).toBe(true)
          if (outcome !== null) expect(look.evidence, 'no claim without its line').not.toHaveLength(0)
          for (const key of Object.keys(target))
            expect(
              [key, `${key}?`].some((known) => known in verifier.target),
              `${key} is described`,
            ).toBe(true)
        },
      )

    test('nothing to look at is not an answer', () => {
      const target = Object.values(cases.done)[0]!.target
      expect(verifier.look([], target).done).toBe(null)
      expect(verifier.look(factsOf({ 'journal.log': 'Jul 29 16:19:25 pve kernel: kvm invoked oom-killer' }), target).done).toBe(null)
    })
  })
}
