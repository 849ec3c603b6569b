/** An expected failure, said in two lines: what failed on what, and what to try. Only the CLI prints it. */
export class WhydownError extends Error {
  /** `missing`: no such incident or action; `conflict`: somebody else changed it meanwhile; `store`: the place it is kept in fails. */
  readonly code: 'usage' | 'evidence' | 'config' | 'missing' | 'conflict' | 'store'
  readonly hint: string

  constructor(code: WhydownError['code'], message: string, hint: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
    this.hint = hint
  }
}
