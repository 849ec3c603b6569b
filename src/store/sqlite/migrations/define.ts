/**
 * One step from the form of the database of an older version to the next. Steps are never changed once they are out: a new
 * wish is a new step. Each runs in one transaction together with the new version number.
 */
export interface Migration {
  /** Equal to the number at the start of the file name; without gaps. */
  readonly version: number
  readonly what: string
  readonly sql: string
}

export const defineMigration = (migration: Migration): Migration => migration
