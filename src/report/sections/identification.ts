import { defineSection } from '../define.ts'
import { CONCLUSION, incidentDay, outageTimes } from '../outage-words.ts'
import { incidentId, subjectWithPlace } from '../subject-name.ts'

const DAY = 86_400_000
const TO_FILL = '____ (to fill)'

/** Which incident this is, and the fields that only a person can fill. */
export const identification = defineSection({
  id: 'identification',
  order: 12,
  menu: 'Incident',
  build({ document, diagnosis, index, citations, clock, file }) {
    const kept = file?.incident
    const day = incidentDay(diagnosis, document.evidence)
    const { span, length } = outageTimes(diagnosis, clock)
    const rows: (readonly [string, string])[] = [
      [
        'Incident',
        `${kept?.id ?? incidentId(diagnosis.subject, day === null ? null : clock.date(day), index)} (${kept?.status ?? 'draft'})`,
      ],
      ['Subject', subjectWithPlace(diagnosis.subject)],
      ['Date', day === null ? 'not known' : clock.date(day)],
    ]
    if (span !== null) rows.push(['Outage', span])
    if (diagnosis.outage.state !== 'none') rows.push(['Duration', length ?? 'not known: no line shows the end'])
    const severity = kept?.severity ?? diagnosis.severity.level
    if (severity !== 'none') rows.push(['Severity', severity])
    if (diagnosis.cause !== null && diagnosis.conclusion !== 'no-outage')
      rows.push(['Cause', `${diagnosis.cause.title} (${diagnosis.cause.id})`])
    rows.push(
      ['Conclusion', CONCLUSION[diagnosis.conclusion].word],
      ['Evidence', `${count(citations.lines.length, 'cited line')}, ${count(document.coverage.length, 'source')}`],
      [
        'Times',
        `${document.zone.name}${clock.name === document.zone.name ? '' : ' (not a known zone; shown in UTC)'}; UTC in the appendix`,
      ],
      ['Author', kept?.author ?? TO_FILL],
      ['Incident commander', kept?.commander ?? TO_FILL],
    )
    if (kept?.nextReview) rows.push(['Next review', kept.nextReview])
    else if (!kept && day !== null && diagnosis.outage.state !== 'none')
      rows.push(['Next review', new Date(Date.parse(clock.date(day)) + 30 * DAY).toISOString().slice(0, 10)])
    return [{ type: 'facts', rows }]
  },
})

const count = (n: number, word: string) => `${n} ${word}${n === 1 ? '' : 's'}`
