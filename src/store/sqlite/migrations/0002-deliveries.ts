import { defineMigration } from './define.ts'

/** Messages on their way to people. A row stays until it is delivered or given up, and then as the delivery log. */
export const deliveries = defineMigration({
  version: 2,
  what: 'deliveries of notifications',
  sql: `
    CREATE TABLE deliveries (
      number INTEGER PRIMARY KEY,
      key TEXT NOT NULL,
      kind TEXT NOT NULL,
      channel TEXT NOT NULL,
      message TEXT NOT NULL,
      state TEXT NOT NULL DEFAULT 'waiting',
      tries INTEGER NOT NULL DEFAULT 0,
      next_at INTEGER,
      said TEXT,
      created_at INTEGER NOT NULL,
      settled_at INTEGER,
      UNIQUE (key, kind, channel)
    ) STRICT;
    CREATE INDEX deliveries_due ON deliveries (next_at) WHERE state = 'waiting';
  `,
})
