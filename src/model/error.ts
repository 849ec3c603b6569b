/** An expected failure, said in two lines: what failed on what, and what to try. Only the CLI prints it. */
export class WhydownError extends Error {
  readonly code: 'usage' | 'evidence' | 'config'
  readonly hint: string

  constructor(code: WhydownError['code'], message: string, hint: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
    this.hint = hint
  }
}
