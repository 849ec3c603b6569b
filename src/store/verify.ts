import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { documentLike, maasDocument } from './documents.fixture.ts'
import type { IncidentStore, NewAction, Stamp } from './incident-store.ts'

const stamp = (at: string, by = 'gshiva'): Stamp => ({ by, at: Date.parse(at) })
const NOW = stamp('2025-07-30T08:00:00.000Z')
const SWAP: NewAction = {
  text: 'Add swap.',
  kind: 'short-term',
  origin: 'diagnosis',
  addresses: 'condition.no-swap',
  verifier: { id: 'swap-present', target: {} },
}
const MEMORY: NewAction = { text: 'Lower the memory of 102.', kind: 'immediate', origin: 'diagnosis', owner: 'SRE', due: '2025-08-05' }

/**
 * What every `IncidentStore` must do, whatever it is made of. `open` gives a new empty store; `reopen` the same one again,
 * through a connection of its own.
 */
export function verifyIncidentStore(
  name: string,
  open: () => Promise<{ store: IncidentStore; reopen: () => Promise<IncidentStore> }>,
): void {
  describe(name, () => {
    let store: IncidentStore
    let reopen: () => Promise<IncidentStore>
    beforeEach(async () => {
      const opened = await open()
      store = opened.store
      reopen = opened.reopen
    })
    afterEach(() => store.close())
    const maas = async () =>
      (await store.add({ document: await maasDocument(), actions: [SWAP, MEMORY], nextReview: '2025-08-28' }, NOW)).id
    const codeOf = (work: Promise<unknown>) =>
      work.then(
        () => 'no error',
        (error: { code: string; hint: string }) => error.code,
      )

    test('an outage gets an id of name, local day and number, and comes back as it was', async () => {
      const id = await maas()
      expect(id).toBe('MAAS-2025-07-29-001')
      const kept = await store.get(id)
      expect(kept.document).toEqual(await maasDocument())
      expect([kept.status, kept.severity, kept.nextReview, kept.day, kept.zone]).toEqual([
        'draft',
        'P2',
        '2025-08-28',
        '2025-07-29',
        'America/Los_Angeles',
      ])
      expect(kept.actionItems.map(({ id, text, owner, due, status }) => [id, text, owner, due, status])).toEqual([
        [`${id}.1`, 'Add swap.', null, null, 'open'],
        [`${id}.2`, 'Lower the memory of 102.', 'SRE', '2025-08-05', 'open'],
      ])
    })

    test('another connection sees it at once', async () => {
      const id = await maas()
      const other = await reopen()
      expect((await other.get(id)).id).toBe(id)
      await other.close()
    })

    test('the same outage is not kept twice, another of the same day gets the next number', async () => {
      const id = await maas()
      expect(await store.add({ document: await maasDocument(), actions: [] }, NOW)).toEqual({ id, existed: true })
      expect(await store.find(await maasDocument())).toBe(id)
      const later = await documentLike({ from: '2025-07-30T03:00:00.000Z', to: '2025-07-30T03:10:00.000Z' })
      expect(await store.add({ document: later, actions: [] }, NOW)).toEqual({ id: 'MAAS-2025-07-29-002', existed: false })
    })

    test('the same id of a guest on another node is another outage', async () => {
      await maas()
      const elsewhere = await documentLike({ subject: { kind: 'vm', id: '102', name: 'maas', node: 'berlin' } })
      expect((await store.add({ document: elsewhere, actions: [] }, NOW)).existed).toBe(false)
    })

    test('outages without any time are the same only when the whole answer is', async () => {
      const timeless = await documentLike({ from: null, to: null })
      const first = await store.add({ document: timeless, actions: [] }, NOW)
      expect(await store.add({ document: timeless, actions: [] }, NOW)).toEqual({ id: first.id, existed: true })
      const other = await documentLike({ from: null, to: null, headline: 'Something else.' })
      expect((await store.add({ document: other, actions: [] }, NOW)).existed).toBe(false)
    })

    test('a part of an id will do while it means one; else the close ones are named', async () => {
      const id = await maas()
      expect((await store.get('maas')).id).toBe(id)
      await store.add({ document: await documentLike({ from: '2025-08-02T03:00:00.000Z', to: null }), actions: [] }, NOW)
      await expect(store.get('maas')).rejects.toMatchObject({ code: 'missing', hint: expect.stringContaining('MAAS-2025-08-01-001') })
      await expect(store.get('nobody')).rejects.toMatchObject({ code: 'missing' })
      // Wildcards of a database mean nothing to a person.
      await expect(store.get('%')).rejects.toMatchObject({ code: 'missing' })
    })

    test('each change is kept with who, when and what, and moves the revision', async () => {
      const id = await maas()
      const before = await store.revision()
      await store.change(id, { kind: 'assign', commander: 'SRE Team', author: 'gshiva' }, NOW)
      await store.change(id, { kind: 'severity', to: 'P1', because: 'DHCP of the whole network' }, NOW)
      await store.change(id, { kind: 'impact', text: 'No leases for 40 minutes' }, NOW)
      await store.change(id, { kind: 'annotate', text: 'Called the provider', at: Date.parse('2025-07-29T23:30:00Z') }, NOW)
      await store.change(id, { kind: 'edit', part: 'headline', text: 'DHCP was gone [e6]', refs: ['e6'] }, NOW)
      await store.change(id, { kind: 'status', to: 'reviewed', nextReview: '2025-08-29' }, NOW)
      const kept = await store.get(id)
      expect(kept).toMatchObject({
        commander: 'SRE Team',
        author: 'gshiva',
        severity: 'P1',
        severityBecause: 'DHCP of the whole network',
        impact: 'No leases for 40 minutes',
        headline: 'DHCP was gone [e6]',
        status: 'reviewed',
        nextReview: '2025-08-29',
        annotations: [{ number: 1, text: 'Called the provider', at: '2025-07-29T23:30:00.000Z', by: 'gshiva' }],
      })
      expect(kept.document.diagnoses[0]!.headline, 'the machine’s words stay').toContain('the host ran out of memory')
      const changes = await store.history({ after: before })
      expect(changes.map(({ kind }) => kind)).toEqual(['assign', 'severity', 'impact', 'annotate', 'edit', 'status'])
      expect(await store.revision()).toBe(changes.at(-1)!.revision)
      expect(kept.revision).toBe(changes.at(-1)!.revision)
    })

    test('an edit taken back gives the words of the machine again', async () => {
      const id = await maas()
      await store.change(id, { kind: 'edit', part: 'headline', text: 'Mine', refs: [] }, NOW)
      await store.change(id, { kind: 'edit', part: 'headline', text: null, refs: [] }, NOW)
      expect((await store.get(id)).headline).toContain('the host ran out of memory')
    })

    test('who changes what somebody else changed meanwhile is told, and nothing is overwritten', async () => {
      const id = await maas()
      const { revision } = await store.get(id)
      await store.change(id, { kind: 'impact', text: 'first' }, NOW, revision)
      expect(await codeOf(store.change(id, { kind: 'impact', text: 'second' }, NOW, revision))).toBe('conflict')
      expect((await store.get(id)).impact).toBe('first')
      const action = (await store.actions({ incident: id }))[0]!
      await store.changeAction(action.id, { owner: 'a' }, NOW, action.revision)
      expect(await codeOf(store.changeAction(action.id, { owner: 'b' }, NOW, action.revision))).toBe('conflict')
    })

    test('a clock that went back does not change the order', async () => {
      const id = await maas()
      await store.change(id, { kind: 'annotate', text: 'first' }, stamp('2025-07-30T09:00:00.000Z'))
      await store.change(id, { kind: 'annotate', text: 'second' }, stamp('2001-01-01T00:00:00.000Z'))
      expect((await store.get(id)).annotations.map(({ text }) => text)).toEqual(['first', 'second'])
      expect((await store.history({ incident: id })).map(({ detail }) => detail).slice(-2)).toEqual(['first', 'second'])
      const other = (
        await store.add(
          { document: await documentLike({ from: '2025-07-29T20:00:00.000Z', to: null }), actions: [] },
          stamp('2001-01-01T00:00:00.000Z'),
        )
      ).id
      expect(other).toBe('MAAS-2025-07-29-002')
      expect((await store.list({ order: 'changed' })).incidents.map((one) => one.id)).toEqual([other, id])
    })

    test('found by words of the machine, of cited lines and of people; every word must occur; beginnings count', async () => {
      const id = await maas()
      await store.add(
        {
          document: await documentLike({
            subject: { kind: 'vm', id: '100', name: 'opnsense' },
            from: '2025-06-01T00:00:00.000Z',
            to: null,
            headline: 'The firewall hung.',
          }),
          actions: [],
        },
        NOW,
      )
      await store.change(id, { kind: 'annotate', text: 'Der Dienst für Adressen war weg' }, NOW)
      const found = async (text: string) => (await store.list({ text })).incidents.map((one) => one.id)
      expect(await found('1705 kernel guest killed')).toHaveLength(2)
      expect(await found('MAAS-2025-07-29 kernel')).toEqual([id])
      expect(await found('8042820kB')).toHaveLength(2)
      expect(await found('fur dienst')).toEqual([id])
      expect(await found('adres')).toEqual([id])
      expect(await found('firewall')).toEqual(['OPNSENSE-2025-05-31-001'])
      expect(await found('firewall dienst')).toEqual([])
      expect(await found(id.toLowerCase())).toEqual([id])
    })

    test.each(['"', "'", '*', 'AND', 'NOT x', 'a"b', 'machine:x', '(((', '-', 'NEAR(a b)', '\u0000', '^maas', '{a}'])(
      'whatever is searched for is only words: %j',
      async (text) => {
        await maas()
        expect(Array.isArray((await store.list({ text })).incidents)).toBe(true)
      },
    )

    test('filters and pages', async () => {
      const id = await maas()
      const days = ['2025-08-01', '2025-08-02', '2025-08-03']
      for (const day of days)
        await store.add(
          {
            document: await documentLike({
              subject: { kind: 'ct', id: '203', name: 'dns', node: 'pve2' },
              from: `${day}T10:00:00.000Z`,
              to: null,
              cause: 'storage.io-stall',
            }),
            actions: [],
          },
          NOW,
        )
      const ids = async (query: Parameters<IncidentStore['list']>[0]) => (await store.list(query)).incidents.map((one) => one.id)
      expect(await ids({ guest: 'maas' })).toEqual([id])
      expect(await ids({ guest: '102' })).toEqual([id])
      expect(await ids({ guest: 'vm:102' })).toEqual([id])
      expect(await ids({ node: 'PVE' })).toEqual([id])
      expect(await ids({ cause: 'memory' })).toEqual([id])
      expect(await ids({ cause: 'condition.no-swap' })).toHaveLength(4)
      expect(await ids({ cause: 'storage.io' })).toEqual([])
      expect(await ids({ since: Date.parse('2025-08-02T00:00:00Z'), until: Date.parse('2025-08-03T00:00:00Z') })).toEqual([
        'DNS-2025-08-02-001',
      ])
      expect(await ids({ status: ['closed'] })).toEqual([])
      expect(await ids({ reviewBy: '2025-08-28' })).toEqual([id])
      expect(await ids({ reviewBy: '2025-08-27' })).toEqual([])
      expect(await store.list({ limit: 2, offset: 1 })).toMatchObject({
        total: 4,
        incidents: [{ id: 'DNS-2025-08-02-001' }, { id: 'DNS-2025-08-01-001' }],
      })
      expect((await ids({ order: 'oldest' }))[0]).toBe(id)
    })

    test('another answer waits as a proposal; accepted, the old one stays in the record', async () => {
      const id = await maas()
      const other = await documentLike({ cause: 'memory.vm-limit', headline: 'Another answer.' })
      await store.change(id, { kind: 'propose-diagnosis', document: other, because: 'rules of 0.2.0' }, NOW)
      expect((await store.get(id)).proposal?.document.diagnoses[0]!.headline).toBe('Another answer.')
      expect((await store.list({ withProposal: true })).total).toBe(1)
      expect((await store.get(id)).cause!.id, 'nothing changes before a person accepts').toBe('memory.host-oom')
      await store.change(id, { kind: 'accept-proposal', because: 'better' }, NOW)
      const kept = await store.get(id)
      expect([kept.cause!.id, kept.headline, kept.proposal]).toEqual(['memory.vm-limit', 'Another answer.', null])
      expect((await store.diagnoses(id)).map(({ status }) => status)).toEqual(['past', 'current'])
      expect((await store.list({ text: 'another answer' })).total).toBe(1)
    })

    test('another answer without evidence of its own rests on what is kept', async () => {
      const recipe = { inputs: [{ path: 'bundles/x/1-x.zst' }] }
      const { id } = await store.add({ document: await maasDocument(), actions: [], evidence: { recipe } }, NOW)
      await store.change(id, { kind: 'propose-diagnosis', document: await documentLike({ to: null }), because: 'newer' }, NOW)
      await store.change(id, { kind: 'accept-proposal', because: 'better' }, NOW)
      expect((await store.get(id)).recipe).toEqual(recipe)
    })

    test('a declined proposal stays in the record and is asked about no more', async () => {
      const id = await maas()
      await store.change(
        id,
        { kind: 'propose-diagnosis', document: await documentLike({ cause: 'memory.vm-limit' }), because: 'newer' },
        NOW,
      )
      await store.change(id, { kind: 'decline-proposal', because: 'we know better' }, NOW)
      expect((await store.get(id)).proposal).toBe(null)
      expect((await store.diagnoses(id)).map(({ status }) => status)).toEqual(['current', 'declined'])
      expect(await codeOf(store.change(id, { kind: 'accept-proposal', because: 'x' }, NOW))).toBe('missing')
      expect((await store.list({ withProposal: true })).total).toBe(0)
    })

    test('actions: owner, due date, status; the board over all incidents', async () => {
      const id = await maas()
      const added = await store.addAction(
        id,
        { text: 'Second DHCP server', kind: 'long-term', origin: 'person', due: '2025-09-01', owner: 'Architecture' },
        NOW,
      )
      expect(added.id).toBe(`${id}.3`)
      await store.changeAction(`${id}.1`, { status: 'done', note: 'swapon' }, NOW)
      expect((await store.actions({ status: ['open', 'in-progress'] })).map(({ number }) => number)).toEqual([2, 3])
      expect((await store.actions({ dueBy: '2025-08-05' })).map(({ number }) => number)).toEqual([2])
      expect((await store.actions({ owner: 'sre' })).map(({ number }) => number)).toEqual([2])
      expect((await store.get(id)).actions).toEqual({ open: 2, done: 1, dropped: 0, undone: 0 })
      expect((await store.list({ text: 'second dhcp' })).total).toBe(1)
      expect(await codeOf(store.changeAction(`${id}.9`, { status: 'done' }, NOW))).toBe('missing')
    })

    test('each look of a verifier is kept; the last one counts', async () => {
      const id = await maas()
      const evidence = [{ file: 'swaps', line: 1, text: 'Filename Type Size Used Priority' }]
      await store.recordCheck(`${id}.1`, { at: '2025-08-01T00:00:00.000Z', result: 'done', because: '4 GiB', evidence }, NOW)
      const action = await store.recordCheck(
        `${id}.1`,
        { at: '2025-08-02T00:00:00.000Z', result: 'undone', because: 'none', evidence },
        NOW,
      )
      expect(action.check).toEqual({ at: '2025-08-02T00:00:00.000Z', result: 'undone', because: 'none', evidence })
      expect((await store.checks(`${id}.1`)).map(({ result }) => result)).toEqual(['done', 'undone'])
      expect((await store.list({})).incidents[0]!.actions.undone).toBe(1)
    })

    test('a hostile text comes back as it was written', async () => {
      const id = await maas()
      const text = `'); DROP TABLE incidents; -- <script>alert(1)</script> \u001b[2J 🦆 ${'x'.repeat(3000)}`
      await store.change(id, { kind: 'annotate', text }, NOW)
      expect((await store.get(id)).annotations[0]!.text).toBe(text)
    })

    test('a failed step leaves nothing behind', async () => {
      const id = await maas()
      const before = await store.copyOf(id)
      await expect(store.addAction(id, { text: null as unknown as string, kind: 'immediate', origin: 'person' }, NOW)).rejects.toThrow()
      expect(await store.copyOf(id)).toEqual(before)
    })

    describe('moving to another store', () => {
      let other: IncidentStore
      beforeEach(async () => {
        other = (await open()).store
      })
      afterEach(() => other.close())

      test('an incident arrives with its id, people’s words, actions, checks and history', async () => {
        const id = await maas()
        await store.change(id, { kind: 'annotate', text: 'x' }, NOW)
        await store.recordCheck(`${id}.1`, { at: '2025-08-01T00:00:00.000Z', result: 'done', because: '4 GiB', evidence: [] }, NOW)
        const copy = await store.copyOf(id)
        await other.add({ document: await documentLike({ from: '2025-01-01T00:00:00.000Z', to: null }), actions: [] }, NOW)
        expect(await other.restore(copy, NOW)).toEqual({ id, status: 'added' })
        const forget = (copied: typeof copy) => ({
          ...copied,
          history: copied.history.map((entry) => ({ ...entry, revision: 0 })),
          incident: {
            ...copied.incident,
            revision: 0,
            actionItems: copied.incident.actionItems.map((action) => ({ ...action, revision: 0 })),
          },
        })
        expect(forget(await other.copyOf(id))).toEqual(forget(copy))
        expect((await other.list({ text: 'maas x' })).incidents.map((one) => one.id)).toContain(id)
        expect(await other.restore(copy, NOW)).toEqual({ id, status: 'same' })
      })

      test('a later state replaces an earlier one, an earlier one changes nothing', async () => {
        const id = await maas()
        const early = await store.copyOf(id)
        await other.restore(early, NOW)
        await store.change(id, { kind: 'impact', text: 'later' }, NOW)
        expect(await other.restore(await store.copyOf(id), NOW)).toEqual({ id, status: 'updated' })
        expect((await other.get(id)).impact).toBe('later')
        expect(await other.restore(early, NOW)).toEqual({ id, status: 'same' })
        expect((await other.get(id)).impact).toBe('later')
      })

      test('another incident under the same id is a conflict; it can be kept beside under a new number', async () => {
        const id = await maas()
        await store.change(id, { kind: 'impact', text: 'here' }, NOW)
        await other.add({ document: await maasDocument(), actions: [SWAP, MEMORY] }, NOW)
        await other.change(id, { kind: 'impact', text: 'there' }, NOW)
        const copy = await store.copyOf(id)
        expect(await other.restore(copy, NOW)).toEqual({ id, status: 'conflict' })
        expect((await other.get(id)).impact).toBe('there')
        expect(await other.restore(copy, NOW, { renumber: true })).toEqual({ id: 'MAAS-2025-07-29-002', status: 'renumbered' })
        expect((await other.get('MAAS-2025-07-29-002')).actionItems.map((action) => action.id)).toEqual([
          'MAAS-2025-07-29-002.1',
          'MAAS-2025-07-29-002.2',
        ])
      })
    })
  })
}
