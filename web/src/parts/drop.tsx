import { useRef, useState } from 'preact/hooks'
import { ApiError, api } from '../api.ts'
import { go } from '../router.ts'
import { useSession } from '../session.ts'
import { Trouble } from './shell.tsx'

/** A log or a bundle dropped here is diagnosed and kept as an incident. */
export function DropZone() {
  const session = useSession()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [busy, setBusy] = useState('')
  const [side, setSide] = useState('')
  const [error, setError] = useState<ApiError | null>(null)
  if (session.role !== 'editor') return null
  const take = async (files: FileList | null | undefined) => {
    const file = files?.[0]
    if (!file) return
    setBusy(`Reading ${file.name}, ${(file.size / 1_048_576).toFixed(1)} MiB`)
    setError(null)
    try {
      const { id } = await api.analyze(file, side)
      go(`/incidents/${encodeURIComponent(id)}`)
    } catch (failure) {
      if (failure instanceof ApiError) setError(failure)
    }
    setBusy('')
  }
  return (
    <div
      class={`drop${over ? ' over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        void take(event.dataTransfer?.files)
      }}
    >
      {error ? <Trouble error={error} /> : null}
      <p aria-live="polite">{busy || 'Drop a log, a journal file or a bundle here. It stays on this machine.'}</p>
      <p>
        <button type="button" class="btn" onClick={() => input.current?.click()} disabled={busy !== ''}>
          Choose a file
        </button>{' '}
        <label class="mut">
          It is from{' '}
          <select class="field" value={side} onChange={(event) => setSide((event.target as HTMLSelectElement).value)}>
            <option value="">work it out</option>
            <option value="host">the host</option>
            <option value="guest">the guest</option>
          </select>
        </label>
      </p>
      <input
        ref={input}
        type="file"
        class="vh"
        aria-label="Log or bundle"
        tabIndex={-1}
        onChange={(event) => void take((event.target as HTMLInputElement).files)}
      />
    </div>
  )
}
