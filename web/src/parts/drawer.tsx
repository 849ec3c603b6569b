import { useEffect, useRef, useState } from 'preact/hooks'
import { ApiError, api } from '../api.ts'
import { printable } from '../format.ts'
import { Icon } from '../icons.tsx'
import type { LinesView } from '../../../src/server/views.ts'
import { copyText } from './command.tsx'
import { Trouble } from './shell.tsx'

/** The log lines of one claim with what stands around them. Text only: nothing in a log is obeyed. */
export function Drawer({
  incident,
  claim,
  refs,
  numberOf,
  close,
}: {
  incident: string
  claim: string
  refs: readonly string[]
  numberOf: ReadonlyMap<string, number>
  close: () => void
}) {
  const [around, setAround] = useState(3)
  const [view, setView] = useState<LinesView | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const title = useRef<HTMLHeadingElement>(null)
  const key = refs.join(',')
  useEffect(() => setAround(3), [key])
  useEffect(() => {
    let mine = true
    api.lines(incident, refs, around).then(
      (lines) => {
        if (mine) {
          setView(lines)
          setError(null)
        }
      },
      (failure: unknown) => mine && failure instanceof ApiError && setError(failure),
    )
    return () => {
      mine = false
    }
  }, [incident, key, around])
  useEffect(() => title.current?.focus(), [key])
  return (
    <div class="drawer" role="dialog" aria-label="Log lines">
      <header>
        <h2 ref={title} tabIndex={-1}>
          {claim}
        </h2>
        <button type="button" class="btn x" aria-label="Close the log lines" onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <div class="body" tabIndex={0} role="region" aria-label="Lines">
        {error ? <Trouble error={error} /> : null}
        {view?.files.map((file) => (
          <>
            <div class="src">
              <b>{file.file}</b>
              <code>
                {[file.from + (file.node ? ` ${file.node}` : ''), file.provenance, file.boot ? `boot ${file.boot.slice(0, 8)}` : '']
                  .filter(Boolean)
                  .join(' · ')}
              </code>
            </div>
            <div class="log">
              {file.lines.map((line) => (
                <div class={line.hit ? 'hit' : ''}>
                  <span>
                    {line.ref && numberOf.has(line.ref) ? `${numberOf.get(line.ref)} ·` : ''} {line.line > 0 ? line.line : ''}
                  </span>
                  <p>{printable(line.text)}</p>
                </div>
              ))}
            </div>
            <div class="dact">
              {file.more && around < 200 ? (
                <button type="button" class="btn" onClick={() => setAround(around + 20)}>
                  20 more lines
                </button>
              ) : null}
              <button type="button" class="btn" onClick={() => void copyText(file.lines.map((line) => line.text).join('\n'))}>
                Copy lines
              </button>
              {file.command ? (
                <button type="button" class="btn" onClick={() => void copyText(file.command ?? '')}>
                  Copy the command
                </button>
              ) : null}
            </div>
          </>
        ))}
      </div>
    </div>
  )
}
