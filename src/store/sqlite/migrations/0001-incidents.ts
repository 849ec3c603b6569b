import { defineMigration } from './define.ts'

/**
 * `history` is the spine: each change is one row, and its number is the revision of whatever it changed. Documents are
 * zstd-packed JSON (40 KiB become 6). The search index holds no text of its own; it is fed from the other tables.
 */
export const incidents = defineMigration({
  version: 1,
  what: 'incidents, diagnoses, annotations, edits, actions, checks, history, search',
  sql: `
    CREATE TABLE history (
      revision INTEGER PRIMARY KEY AUTOINCREMENT,
      incident TEXT NOT NULL,
      at INTEGER NOT NULL,
      by TEXT NOT NULL,
      kind TEXT NOT NULL,
      detail TEXT NOT NULL
    ) STRICT;
    CREATE INDEX history_of_incident ON history (incident, revision);

    CREATE TABLE incidents (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      subject_kind TEXT NOT NULL,
      subject_id TEXT,
      subject_name TEXT,
      node TEXT,
      state TEXT NOT NULL,
      started_at INTEGER,
      ended_at INTEGER,
      sort_at INTEGER NOT NULL,
      day TEXT NOT NULL,
      conclusion TEXT NOT NULL,
      cause TEXT,
      severity TEXT NOT NULL,
      severity_because TEXT NOT NULL,
      status TEXT NOT NULL DEFAULT 'draft',
      commander TEXT,
      author TEXT,
      impact TEXT,
      next_review TEXT,
      summary TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      revision INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX incidents_by_time ON incidents (sort_at, number);
    CREATE INDEX incidents_by_subject ON incidents (subject_kind, subject_id, sort_at);
    CREATE INDEX incidents_by_revision ON incidents (revision);
    CREATE INDEX incidents_by_status ON incidents (status, sort_at);
    CREATE INDEX incidents_by_review ON incidents (next_review) WHERE status <> 'closed';

    CREATE TABLE links (
      incident TEXT NOT NULL REFERENCES incidents (id),
      id TEXT NOT NULL,
      role TEXT NOT NULL,
      PRIMARY KEY (incident, id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX links_by_id ON links (id);

    CREATE TABLE diagnoses (
      number INTEGER PRIMARY KEY,
      incident TEXT NOT NULL REFERENCES incidents (id),
      at INTEGER NOT NULL,
      status TEXT NOT NULL,
      document BLOB NOT NULL,
      recipe TEXT
    ) STRICT;
    CREATE INDEX diagnoses_of_incident ON diagnoses (incident, status);

    CREATE TABLE annotations (
      incident TEXT NOT NULL REFERENCES incidents (id),
      number INTEGER NOT NULL,
      text TEXT NOT NULL,
      at INTEGER,
      by TEXT NOT NULL,
      written_at INTEGER NOT NULL,
      PRIMARY KEY (incident, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE edits (
      incident TEXT NOT NULL REFERENCES incidents (id),
      part TEXT NOT NULL,
      text TEXT NOT NULL,
      refs TEXT NOT NULL,
      by TEXT NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (incident, part)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE actions (
      id TEXT PRIMARY KEY,
      incident TEXT NOT NULL REFERENCES incidents (id),
      number INTEGER NOT NULL,
      text TEXT NOT NULL,
      kind TEXT NOT NULL,
      origin TEXT NOT NULL,
      addresses TEXT,
      owner TEXT,
      due TEXT,
      status TEXT NOT NULL DEFAULT 'open',
      note TEXT,
      verifier TEXT,
      created_at INTEGER NOT NULL,
      revision INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX actions_of_incident ON actions (incident, number);
    CREATE INDEX actions_open ON actions (due) WHERE status IN ('open', 'in-progress');

    CREATE TABLE checks (
      number INTEGER PRIMARY KEY,
      action TEXT NOT NULL REFERENCES actions (id),
      at INTEGER NOT NULL,
      result TEXT NOT NULL,
      because TEXT NOT NULL,
      evidence TEXT NOT NULL
    ) STRICT;
    CREATE INDEX checks_of_action ON checks (action, number);

    CREATE VIRTUAL TABLE search USING fts5 (machine, people, evidence, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2 tokenchars '_'");
  `,
})
