import { parseDay } from '../choices.ts'
import { counted, cut, openPage, padded, printJson } from '../page.ts'
import { type StoreFlags, withStore } from '../store.ts'

/** What is due: reviews and actions, oldest first. For people, and for a nightly job that mails its output. */
export async function showDue(flags: StoreFlags & { until?: string; owner?: string; actionsOnly?: boolean }): Promise<void> {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  await withStore(flags, async ({ store, stamp }) => {
    const today = parseDay('today', stamp.at, zone)
    const until = flags.until === undefined ? today : parseDay(flags.until, stamp.at, zone)
    const reviews = flags.actionsOnly
      ? []
      : (await store.list({ reviewBy: until, limit: 1000 })).incidents.toSorted((a, b) => (a.nextReview! < b.nextReview! ? -1 : 1))
    const actions = await store.actions({ status: ['open', 'in-progress'], dueBy: until, ...(flags.owner ? { owner: flags.owner } : {}) })
    if (flags.json) return printJson({ until, reviews, actions })
    const out = openPage(flags.color)
    const when = (day: string) => padded(day < today ? `${day} !` : day, 13)
    if (reviews.length === 0 && actions.length === 0) out.text(`Nothing is due until ${until}.`)
    if (reviews.length > 0) out.line(`  ${out.bold(counted(reviews.length, 'review'))}`)
    for (const one of reviews) out.line(`  ${when(one.nextReview!)}${padded(one.id, 28)} ${cut(one.headline, out.width - 45)}`)
    if (reviews.length > 0 && actions.length > 0) out.line()
    if (actions.length > 0) out.line(`  ${out.bold(counted(actions.length, 'action'))}`)
    for (const one of actions) {
      out.line(`  ${when(one.due!)}${padded(one.id, 28)} ${cut(one.owner ?? 'nobody', out.width - 45)}`)
      out.line(`  ${' '.repeat(13)}${out.soft(cut(one.text, out.width - 17))}`)
    }
    if (
      reviews.length + actions.length > 0 &&
      [...reviews.map((one) => one.nextReview!), ...actions.map((one) => one.due!)].some((day) => day < today)
    )
      out.text('! is past')
    out.print()
  })
}
