import type { DatabaseSync } from 'node:sqlite'
import { WhydownError } from '../../model/index.ts'
import type { IncidentStore, Stamp } from '../incident-store.ts'
import { insertAction, insertCheck, listActions, readAction, readChecks, updateAction } from './actions.ts'
import { changeIncident } from './change-incident.ts'
import { copyIncident, restoreIncident } from './copy.ts'
import { currentDocument, readDiagnoses } from './diagnoses.ts'
import { dueDeliveries, forgetDeliveries, insertDelivery, listDeliveries, settleDelivery } from './deliveries.ts'
import { findIncident, resolveId } from './find-incident.ts'
import { dailyCopy } from './daily-copy.ts'
import { storeFailure } from './failure.ts'
import { lastRevision, readHistory, record } from './history.ts'
import { insertIncident, readIncident } from './incidents.ts'
import { listIncidents } from './list.ts'
import type { Migration } from './migrations/index.ts'
import { openDatabase } from './open-database.ts'
import { indexIncident } from './search.ts'
import { inTransaction } from './transaction.ts'

/**
 * The store in one folder: `whydown.db`, `bundles/` (evidence by incident), `reports/`, `copies/` (the database before each
 * change of its form). Backing up is copying the folder, with `whydown.db-wal` where it is there.
 */
export function openSqliteStore(folder: string, steps?: readonly Migration[]): IncidentStore {
  const guarded = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      throw storeFailure(error, folder)
    }
  }
  const { database, writable, close } = guarded(() => openDatabase(folder, steps))
  const keepCopy = dailyCopy(database, folder)
  const read = async <T>(work: (database: DatabaseSync) => T): Promise<T> => guarded(() => work(database))
  const write = async <T>(work: (database: DatabaseSync) => T): Promise<T> =>
    guarded(() => {
      if (!writable) throw Object.assign(new Error('read-only'), { code: 'EROFS' })
      keepCopy()
      return inTransaction(database, () => work(database))
    })

  return {
    folder,
    writable,
    add: (incident, stamp) => write((database) => insertIncident(database, folder, incident, stamp)),
    get: (id) => read((database) => readIncident(database, resolveId(database, id))),
    find: (document) => read((database) => findIncident(database, document)),
    list: (query) => read((database) => listIncidents(database, query)),
    change: (id, change, stamp, expected) =>
      write((database) => changeIncident(database, folder, resolveId(database, id), change, stamp, expected)),
    actions: (query) =>
      read((database) => listActions(database, query.incident ? { ...query, incident: resolveId(database, query.incident) } : query)),
    addAction: (incident, action, stamp) =>
      write((database) => {
        const id = resolveId(database, incident)
        const revision = record(database, id, stamp, 'action', `added: ${action.text}`)
        const added = insertAction(database, id, action, stamp, revision)
        touchIncident(database, id, stamp, revision)
        return readAction(database, added)
      }),
    changeAction: (action, change, stamp, expected) =>
      write((database) => {
        const changed = updateAction(database, action, change, stamp, expected)
        indexIncident(database, changed.incident, currentDocument(database, changed.incident))
        return changed
      }),
    deliveries: {
      enqueue: (message, channel, notBefore, at) => write((database) => insertDelivery(database, message, channel, notBefore, at)),
      due: (now, limit) => read((database) => dueDeliveries(database, now, limit)),
      settle: (id, outcome, at) => write((database) => settleDelivery(database, id, outcome, at)),
      list: (query) => read((database) => listDeliveries(database, query)),
      forget: (before) => write((database) => forgetDeliveries(database, before)),
    },
    marks: {
      get: (name) =>
        read((database) => (database.prepare('SELECT value FROM marks WHERE name = ?').get(name)?.['value'] as string | undefined) ?? null),
      set: (name, value) =>
        write((database) => {
          database
            .prepare('INSERT INTO marks (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value')
            .run(name, value)
        }),
    },
    recordCheck: (action, check, stamp) => write((database) => insertCheck(database, action, check, stamp)),
    checks: (action) => read((database) => readChecks(database, readAction(database, action).id)),
    history: (query) =>
      read((database) => readHistory(database, query.incident ? { ...query, incident: resolveId(database, query.incident) } : query)),
    revision: () => read(lastRevision),
    diagnoses: (id) => read((database) => readDiagnoses(database, resolveId(database, id))),
    restore: (copy, stamp, options = {}) => write((database) => restoreIncident(database, folder, copy, stamp, options)),
    copyOf: (id) => read((database) => copyIncident(database, resolveId(database, id))),
    close: async () => close(),
  }
}

function touchIncident(database: DatabaseSync, id: string, stamp: Stamp, revision: number): void {
  const { changes } = database.prepare('UPDATE incidents SET revision = ?, updated_at = ? WHERE id = ?').run(revision, stamp.at, id)
  if (changes === 0) throw new WhydownError('missing', `There is no incident ${id}.`, 'See: whydown incidents list')
  indexIncident(database, id, currentDocument(database, id))
}
