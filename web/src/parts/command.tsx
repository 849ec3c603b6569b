import { useState } from 'preact/hooks'

/** A command to copy, never clipped. whydown itself runs none of them. */
export function CommandBox({ command }: { command: string }) {
  const [copied, setCopied] = useState(false)
  return (
    <span class="cmd">
      <code>{command}</code>
      <button
        type="button"
        aria-label={`Copy: ${command}`}
        onClick={() => {
          void copyText(command).then((done) => {
            setCopied(done)
            setTimeout(() => setCopied(false), 1500)
          })
        }}
      >
        {copied ? 'Copied' : 'Copy'}
      </button>
    </span>
  )
}

/** The clipboard needs a secure context; without one a hidden field does. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const field = document.createElement('textarea')
    field.value = text
    field.className = 'vh'
    document.body.append(field)
    field.select()
    const done = document.execCommand('copy')
    field.remove()
    return done
  }
}
