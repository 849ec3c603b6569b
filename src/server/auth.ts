import { createHash, randomBytes, scrypt, scryptSync, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

export type Role = 'viewer' | 'editor'

export interface SessionFacts {
  readonly role: Role
  readonly name: string
  readonly csrf: string
}

const COST = 2 ** 15
const PARAMETERS = { N: COST, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }
const FORM = /^scrypt\$(\d+)\$([A-Za-z0-9_-]+)\$([A-Za-z0-9_-]+)$/
const scryptAsync = promisify(scrypt) as (secret: string, salt: Buffer, length: number, options: object) => Promise<Buffer>

/** `scrypt$32768$salt$hash`, base64url: what stands in a secret instead of the password itself. */
export function hashSecret(secret: string, salt = randomBytes(16)): string {
  return `scrypt$${COST}$${salt.toString('base64url')}$${scryptSync(secret, salt, 32, PARAMETERS).toString('base64url')}`
}

export const isHashed = (text: string): boolean => FORM.test(text)

export async function secretFits(secret: string, hashed: string): Promise<boolean> {
  const [, cost, salt, hash] = FORM.exec(hashed) ?? []
  if (!cost || !salt || !hash) return false
  const expected = Buffer.from(hash, 'base64url')
  const found = await scryptAsync(secret, Buffer.from(salt, 'base64url'), expected.length, { ...PARAMETERS, N: Number(cost) })
  return timingSafeEqual(found, expected)
}

const SESSION_MS = 12 * 3_600_000
const digest = (token: string) => createHash('sha256').update(token).digest('base64url')

/** Sessions live in memory: a restart asks for the password again. Only digests of tokens are held. */
export class Sessions {
  readonly #open = new Map<string, SessionFacts & { until: number }>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  open(role: Role, name: string): { token: string; facts: SessionFacts } {
    const token = randomBytes(32).toString('base64url')
    const facts = { role, name, csrf: randomBytes(18).toString('base64url') }
    for (const [key, session] of this.#open) if (session.until < this.#now()) this.#open.delete(key)
    this.#open.set(digest(token), { ...facts, until: this.#now() + SESSION_MS })
    return { token, facts }
  }

  of(token: string | undefined): SessionFacts | null {
    const session = token === undefined ? undefined : this.#open.get(digest(token))
    return session && session.until >= this.#now() ? session : null
  }

  close(token: string | undefined): void {
    if (token !== undefined) this.#open.delete(digest(token))
  }
}

const TRIES = 5
const WINDOW_MS = 15 * 60_000
const MOST_ADDRESSES = 10_000

/** Five wrong passwords from one address in a quarter of an hour, and it has to wait. */
export class FailedLogins {
  readonly #failed = new Map<string, number[]>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  /** Seconds to wait before the next try; 0 when one may try. */
  wait(address: string): number {
    const recent = (this.#failed.get(address) ?? []).filter((at) => at > this.#now() - WINDOW_MS)
    if (recent.length > 0) this.#failed.set(address, recent)
    else this.#failed.delete(address)
    return recent.length < TRIES ? 0 : Math.max(1, Math.ceil((recent[0]! + WINDOW_MS - this.#now()) / 1000))
  }

  failed(address: string): void {
    if (this.#failed.size >= MOST_ADDRESSES) this.#failed.delete(this.#failed.keys().next().value!)
    this.#failed.set(address, [...(this.#failed.get(address) ?? []), this.#now()])
  }

  forgive(address: string): void {
    this.#failed.delete(address)
  }
}
