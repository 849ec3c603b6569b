import { render } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { SessionView } from '../../src/server/views.ts'
import { ApiError, api } from './api.ts'
import { singleKeysOff, switchSingleKeys, useKeys } from './keyboard.ts'
import { connect } from './live.ts'
import { useLoaded } from './load.ts'
import { ActionsPage } from './pages/actions.tsx'
import { CapacityPage } from './pages/capacity.tsx'
import { DoctorPage } from './pages/doctor.tsx'
import { IncidentPage } from './pages/incident.tsx'
import { IncidentsPage } from './pages/incidents.tsx'
import { LoginPage } from './pages/login.tsx'
import { isDown, NowPage } from './pages/now.tsx'
import { Main, Shell, Trouble } from './parts/shell.tsx'
import { catchLinks, go, usePlace } from './router.ts'
import { Session } from './session.ts'

const KEYS: readonly (readonly [string, string])[] = [
  ['/', 'search'],
  ['g n', 'now'],
  ['g i', 'incidents'],
  ['g a', 'actions'],
  ['g c', 'capacity'],
  ['g d', 'doctor'],
  ['j k', 'next and previous row'],
  ['[ ]', 'previous and next citation'],
  ['e', 'log lines of this claim'],
  ['Esc', 'close'],
  ['1 to 4', 'span of the timeline'],
  ['n', 'note'],
  ['v', 'check actions'],
  ['?', 'this list'],
]

function App() {
  const [session, setSession] = useState<SessionView | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const ask = () =>
    void api.session().then(
      (found) => {
        setSession(found)
        setError(null)
        connect()
      },
      (failure: unknown) => setError(failure instanceof ApiError ? failure : new ApiError(String(failure), 'Reload the page.', 0)),
    )
  useEffect(ask, [])
  if (error?.status === 401) return <LoginPage done={ask} />
  if (error) return <Trouble error={error} />
  if (!session) return null
  return (
    <Session.Provider value={session}>
      <Pages />
    </Session.Provider>
  )
}

function Pages() {
  const place = usePlace()
  const help = useRef<HTMLDialogElement>(null)
  const now = useLoaded('now', api.now)
  const down = now.value?.state?.guests.filter(isDown).length ?? 0
  useKeys({
    '/': () => document.getElementById('find')?.focus(),
    'g n': () => go('/'),
    'g i': () => go('/incidents'),
    'g a': () => go('/actions'),
    'g c': () => go('/capacity'),
    'g d': () => go('/doctor'),
    '?': () => help.current?.showModal(),
  })
  useEffect(() => {
    if (place.hash) document.getElementById(place.hash.slice(1))?.scrollIntoView()
  }, [place.path, place.hash])
  const id = /^\/incidents\/([^/]+)$/.exec(place.path)?.[1]
  const [off, setOff] = useState(singleKeysOff())
  return (
    <>
      <Shell current={place.path === '/' ? '/' : `/${place.path.split('/')[1]}`} downCount={down}>
        {place.path === '/' ? (
          <NowPage focus={place.query.get('node')} />
        ) : id !== undefined ? (
          <IncidentPage key={id} id={decodeURIComponent(id)} />
        ) : place.path === '/incidents' ? (
          <IncidentsPage query={place.query} />
        ) : place.path === '/actions' ? (
          <ActionsPage />
        ) : place.path === '/capacity' ? (
          <CapacityPage query={place.query} />
        ) : place.path === '/doctor' ? (
          <DoctorPage />
        ) : (
          <Main title="Not found">
            <div class="now">
              <h1>There is no such page.</h1>
              <p>
                <a href="/">Now</a>
              </p>
            </div>
          </Main>
        )}
      </Shell>
      <dialog ref={help} aria-label="Keyboard">
        <h2>Keyboard</h2>
        <dl>
          {KEYS.map(([key, does]) => (
            <>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{does}</dd>
            </>
          ))}
        </dl>
        <label>
          <input
            type="checkbox"
            checked={off}
            onChange={() => {
              switchSingleKeys()
              setOff(singleKeysOff())
            }}
          />{' '}
          Switch single keys off
        </label>
        <p class="acts">
          <button type="button" class="btn" onClick={() => help.current?.close()}>
            Close
          </button>
        </p>
      </dialog>
    </>
  )
}

catchLinks()
render(<App />, document.body)
