import { useState } from 'preact/hooks'
import { ApiError, api } from '../api.ts'
import { Trouble } from '../parts/shell.tsx'

export function LoginPage({ done }: { done: () => void }) {
  const [error, setError] = useState<ApiError | null>(null)
  return (
    <main class="login" id="main">
      <h1>whydown</h1>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const form = new FormData(event.target as HTMLFormElement)
          api
            .login(String(form.get('secret') ?? ''), String(form.get('name') ?? ''))
            .then(done, (failure: unknown) => failure instanceof ApiError && setError(failure))
        }}
      >
        <label>
          Your name, for notes and history
          <input class="field" name="name" autocomplete="username" />
        </label>
        <label>
          Password
          <input class="field" name="secret" type="password" autocomplete="current-password" required />
        </label>
        <button class="btn" type="submit">
          Log in
        </button>
      </form>
      {error ? <Trouble error={error} /> : null}
    </main>
  )
}
