import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WhydownError } from '../../model/index.ts'
import { documentLike, maasDocument } from '../documents.fixture.ts'
import { keepEvidence } from '../keep-evidence.ts'
import { migrations } from './migrations/index.ts'
import { openSqliteStore } from './store.ts'

const stamp = { by: 'gshiva', at: Date.parse('2025-08-05T08:00:00.000Z') }
const FORM = migrations.at(-1)!.version
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whydown-fault-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const failureOf = async (work: () => unknown): Promise<WhydownError> => {
  try {
    await work()
  } catch (error) {
    if (error instanceof WhydownError) return error
    throw error
  }
  throw new Error('it did not fail')
}
const filled = async (place: string) => {
  const store = openSqliteStore(place)
  const { id } = await store.add({ document: await maasDocument(), actions: [] }, stamp)
  await store.close()
  return id
}
const mount = (...args: string[]) => spawnSync('mount', args).status === 0
const canMount = (() => {
  const place = mkdtempSync(join(tmpdir(), 'whydown-mount-test-'))
  const works = mount('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', place)
  if (works) spawnSync('umount', [place])
  rmSync(place, { recursive: true, force: true })
  return works
})()

describe('a database from a newer version', () => {
  test('is refused, with what to do, and left as it was', async () => {
    await filled(folder)
    const file = join(folder, 'whydown.db')
    const database = new DatabaseSync(file)
    database.exec('PRAGMA user_version = 99')
    database.close()
    const before = readFileSync(file)
    const failure = await failureOf(() => openSqliteStore(folder))
    expect(failure).toMatchObject({
      code: 'store',
      message: expect.stringContaining('newer whydown (form 99'),
      hint: expect.stringContaining('Update whydown'),
    })
    expect(readFileSync(file).equals(before)).toBe(true)
  })
})

describe('a file that is not ours', () => {
  test('a database of another program is not touched', async () => {
    const database = new DatabaseSync(join(folder, 'whydown.db'))
    database.exec('CREATE TABLE photos (name TEXT)')
    database.close()
    expect(await failureOf(() => openSqliteStore(folder))).toMatchObject({ message: expect.stringContaining('another program') })
  })
  test('something that is no database is said to be damaged, with the way out', async () => {
    writeFileSync(join(folder, 'whydown.db'), 'x'.repeat(10_000))
    expect(await failureOf(() => openSqliteStore(folder))).toMatchObject({
      code: 'store',
      message: expect.stringContaining('damaged'),
      hint: expect.stringContaining('whydown incidents recover'),
    })
    expect(readFileSync(join(folder, 'whydown.db'), 'utf8')).toBe('x'.repeat(10_000))
  })
})

describe('migration', () => {
  /** A step that takes long enough to be killed in, and changes what is there. */
  const slow = {
    version: FORM + 1,
    what: 'slow',
    sql: `ALTER TABLE incidents ADD COLUMN extra TEXT; CREATE TABLE big AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) SELECT i, hex(randomblob(20)) AS x FROM n;`,
  }
  const quick = { version: FORM + 1, what: 'quick', sql: 'ALTER TABLE incidents ADD COLUMN extra TEXT; CREATE TABLE big (x TEXT)' }
  const formOf = () => {
    const database = new DatabaseSync(join(folder, 'whydown.db'))
    try {
      return Number(database.prepare('PRAGMA user_version').get()!['user_version'])
    } finally {
      database.close()
    }
  }

  test('the power goes in the middle of a step: the form before it is there, a copy too, and the next start goes on', async () => {
    const id = await filled(folder)
    const program = join(folder, 'migrate.ts')
    writeFileSync(
      program,
      `import { openSqliteStore } from ${JSON.stringify(join(import.meta.dirname, 'store.ts'))}
import { migrations } from ${JSON.stringify(join(import.meta.dirname, 'migrations/index.ts'))}
openSqliteStore(${JSON.stringify(folder)}, [...migrations, ${JSON.stringify(slow)}])\n`,
    )
    const child = spawn(process.execPath, [program], { stdio: 'ignore' })
    const ended = new Promise<NodeJS.Signals | null>((done) => child.on('close', (_, signal) => done(signal)))
    const copy = join(folder, 'copies', `whydown-form-${FORM}.db`)
    for (let n = 0; n < 1000 && !existsSync(copy); n++) await new Promise((done) => setTimeout(done, 10))
    await new Promise((done) => setTimeout(done, 30))
    child.kill('SIGKILL')
    expect(await ended, 'it was killed while it worked').toBe('SIGKILL')
    expect(formOf()).toBe(FORM)
    const before = openSqliteStore(folder)
    expect((await before.get(id)).id).toBe(id)
    await before.close()
    const after = openSqliteStore(folder, [...migrations, quick])
    expect((await after.get(id)).id).toBe(id)
    await after.close()
    expect(formOf()).toBe(FORM + 1)
    const kept = new DatabaseSync(copy, { readOnly: true })
    expect(kept.prepare('SELECT id FROM incidents').get()).toEqual({ id })
    kept.close()
  })

  test('a step that fails changes nothing', async () => {
    const id = await filled(folder)
    expect(() => openSqliteStore(folder, [...migrations, { ...quick, sql: `${quick.sql}; SELECT nothing FROM nowhere` }])).toThrow()
    expect(formOf()).toBe(FORM)
    const store = openSqliteStore(folder)
    expect((await store.get(id)).id).toBe(id)
    await store.close()
  })

  test('two processes that start at once make one migration', async () => {
    await filled(folder)
    const stores = [openSqliteStore(folder, [...migrations, quick]), openSqliteStore(folder, [...migrations, quick])]
    for (const store of stores) expect((await store.list({})).total).toBe(1)
    for (const store of stores) await store.close()
    expect(readdirSync(join(folder, 'copies'))).toEqual([`whydown-form-${FORM}.db`])
  })
})

describe('two processes', () => {
  test('one waits for the other, and both are kept', async () => {
    const [a, b] = [openSqliteStore(folder), openSqliteStore(folder)]
    const { id } = await a.add({ document: await maasDocument(), actions: [] }, stamp)
    await b.change(id, { kind: 'annotate', text: 'of b' }, stamp)
    await a.change(id, { kind: 'annotate', text: 'of a' }, stamp)
    expect((await b.get(id)).annotations.map(({ text }) => text)).toEqual(['of b', 'of a'])
    expect(await b.revision()).toBe(3)
    await Promise.all([a.close(), b.close()])
  })
})

describe.skipIf(!canMount)('disks', () => {
  let disk: string
  beforeEach(() => {
    disk = join(folder, 'disk')
    mkdirSync(disk)
    mount('-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', disk)
  })
  afterEach(() => spawnSync('umount', ['-l', disk]))

  test('a full one: nothing that was acknowledged is lost, and with room it goes on', async () => {
    const place = join(disk, 'store')
    const store = openSqliteStore(place)
    const kept: string[] = []
    let failure: WhydownError | null = null
    for (let n = 0; failure === null && n < 2000; n++) {
      const document = await documentLike({ from: new Date(Date.UTC(2025, 0, 1) + n * 3_600_000).toISOString(), to: null })
      try {
        kept.push((await store.add({ document, actions: [] }, stamp)).id)
      } catch (error) {
        failure = error as WhydownError
      }
    }
    expect(failure).toMatchObject({
      code: 'store',
      message: expect.stringContaining('no space left'),
      hint: expect.stringContaining('Make room'),
    })
    expect(kept.length).toBeGreaterThan(20)
    expect((await store.list({ limit: 5000 })).incidents.map((one) => one.id).toSorted()).toEqual(kept.toSorted())
    expect(await failureOf(() => store.change(kept[0]!, { kind: 'annotate', text: 'x'.repeat(400_000) }, stamp))).toMatchObject({
      code: 'store',
    })
    expect((await store.get(kept[0]!)).annotations).toEqual([])
    mount('-o', 'remount,size=12m', disk)
    await store.change(kept[0]!, { kind: 'annotate', text: 'room again' }, stamp)
    await store.close()
    const again = openSqliteStore(place)
    expect((await again.get(kept[0]!)).annotations).toHaveLength(1)
    await again.close()
  })

  test('a full one: evidence that does not fit leaves nothing behind', async () => {
    const place = join(disk, 'store')
    const big = join(folder, 'random.log')
    writeFileSync(big, randomBytes(4_000_000))
    openSqliteStore(place)
    expect(await failureOf(() => keepEvidence(place, [{ path: big }], {}))).toMatchObject({
      code: 'store',
      message: expect.stringContaining('no space left'),
    })
    expect(readdirSync(join(place, 'bundles'))).toEqual([])
  })

  test.each([
    ['closed before', false],
    ['with changes that only the log holds', true],
  ])('one that cannot be written, %s: reading works and shows the newest, writing says what to do', async (_, pending) => {
    const place = join(disk, 'store')
    const id = await filled(place)
    if (pending) {
      // A process that was killed leaves its log behind.
      const program = `import { openSqliteStore } from ${JSON.stringify(join(import.meta.dirname, 'store.ts'))}
        await openSqliteStore(${JSON.stringify(place)}).change(${JSON.stringify(id)}, { kind: 'annotate', text: 'newest' }, { by: 'x', at: 0 }); process.kill(process.pid, 'SIGKILL')`
      spawnSync(process.execPath, ['--input-type=module', '-e', program])
      expect(existsSync(join(place, 'whydown.db-wal'))).toBe(true)
      rmSync(join(place, 'whydown.db-shm'))
    }
    mount('-o', 'remount,ro', disk)
    const store = openSqliteStore(place)
    expect(store.writable).toBe(false)
    expect((await store.get(id)).annotations.map(({ text }) => text)).toEqual(pending ? ['newest'] : [])
    expect((await store.list({ text: 'killed' })).total).toBe(1)
    expect(await failureOf(() => store.change(id, { kind: 'impact', text: 'x' }, stamp))).toMatchObject({
      message: expect.stringContaining('cannot be written'),
      hint: expect.stringContaining('--store'),
    })
    await store.close()
    expect(await failureOf(() => openSqliteStore(join(disk, 'other')))).toMatchObject({
      message: expect.stringContaining('none can be made'),
    })
  })
})

describe('the daily copy', () => {
  test('is made before the first change of a day, and holds what was', async () => {
    const id = await filled(folder)
    const store = openSqliteStore(folder)
    await store.change(id, { kind: 'impact', text: 'later' }, stamp)
    await store.close()
    const copy = new DatabaseSync(join(folder, 'copies', 'whydown-kept.db'), { readOnly: true })
    expect(copy.prepare('SELECT id, impact FROM incidents').all()).toEqual([{ id, impact: null }])
    copy.close()
  })
})
