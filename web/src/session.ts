import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { SessionView } from '../../src/server/views.ts'

export const NO_SESSION: SessionView = { role: 'viewer', login: false, csrf: '', version: '', zone: 'UTC' }
export const Session = createContext<SessionView>(NO_SESSION)
export const useSession = (): SessionView => useContext(Session)
