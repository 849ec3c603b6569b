import type { Diagnosis } from '../../../src/model/index.ts'
import { clock, duration } from '../format.ts'
import { Icon } from '../icons.tsx'
import { Cite } from './cites.tsx'

interface Link {
  readonly role: string
  readonly when: string
  readonly texts: readonly { readonly text: string; readonly refs: readonly string[] }[]
  readonly witnessed: boolean
}

const ORDER = ['condition', 'trigger', 'mechanism', 'outage', 'amplifier'] as const
const WORD: Record<string, string> = {
  condition: 'Condition',
  trigger: 'Trigger',
  mechanism: 'Mechanism',
  outage: 'Outage',
  amplifier: 'Amplifier',
}

/** From what made it possible to what made it last, left to right. A dashed arrow is a coincidence in time, not proof. */
export function Chain({ diagnosis, zone, name }: { diagnosis: Diagnosis; zone: string; name: string }) {
  const { outage, chain } = diagnosis
  const links = ORDER.flatMap((role): Link[] => {
    if (role === 'outage')
      return outage.state === 'none'
        ? []
        : [
            {
              role,
              when: [outage.from, outage.to].flatMap((at) => (at ? [clock(at, zone)] : [])).join(' to ') || 'time not known',
              texts: [
                {
                  text:
                    outage.seconds === null
                      ? `${name} was down; its return was not seen.`
                      : `${name} was down for ${duration(outage.seconds)}.`,
                  refs: diagnosis.bracket.firstDown?.evidence ?? [],
                },
              ],
              witnessed: true,
            },
          ]
    const of = chain.filter((link) => link.role === role)
    // The chain stands from the outage back to its head; people read it forwards.
    const forwards = role === 'mechanism' ? of.toReversed() : of
    const mechanisms = role === 'mechanism' ? forwards.map((link) => [link]) : of.length > 0 ? [forwards] : []
    return mechanisms.map((group) => ({
      role,
      when: group[0]?.at ? clock(group[0].at, zone) : role === 'condition' ? 'before and after' : '',
      texts: group.map((link) => ({ text: link.because, refs: link.evidence })),
      witnessed: group.every((link) => link.witnessed),
    }))
  })
  if (links.length === 0) return null
  return (
    <ol class="chain">
      {links.map((link) => (
        <li class={link.role === 'trigger' && !link.witnessed ? 'dash' : ''}>
          <div class={`rail-l ${link.role}`}>
            <Icon name={link.role} />
          </div>
          <div class={`role ${link.role}`}>{WORD[link.role]}</div>
          <div class="when">{link.when}</div>
          {link.texts.slice(0, 3).map((text) => (
            <p>
              {text.text} <Cite refs={text.refs} claim={text.text} />
            </p>
          ))}
          {link.texts.length > 3 ? <p class="mut">{link.texts.length - 3} more below</p> : null}
          {link.role === 'trigger' && !link.witnessed ? <div class="edge">close in time, not proof</div> : null}
        </li>
      ))}
    </ol>
  )
}
