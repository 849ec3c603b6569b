import { api } from '../api.ts'
import { stamp } from '../format.ts'
import { useLoaded } from '../load.ts'
import { CommandBox } from '../parts/command.tsx'
import { Heading, Main, Trouble } from '../parts/shell.tsx'
import { Status } from '../parts/status.tsx'
import { useSession } from '../session.ts'

/** Could the next outage be explained? Per host, what stands in the way first. */
export function DoctorPage() {
  const session = useSession()
  const { value, error, again } = useLoaded('doctor', api.doctor)
  const problems = value?.hosts.flatMap((host) => host.checks.filter((check) => check.result === 'problem')).length ?? 0
  const order = { problem: 0, warning: 1, unseen: 2, ok: 3 } as const
  return (
    <div class="page wide">
      <Main title="Doctor">
        <div class="now">
          <h1>
            {!value || value.hosts.length === 0
              ? 'Could the next outage be explained?'
              : problems === 0
                ? 'The next outage could be explained.'
                : `${problems} ${problems === 1 ? 'thing stands' : 'things stand'} in the way of the next explanation.`}
          </h1>
          <p>
            {value?.at
              ? `Looked at ${stamp(value.at, session.zone)}. `
              : value && value.hosts.length === 0
                ? 'Nobody has looked yet. '
                : ''}
            {session.role === 'editor' ? (
              <button type="button" class="btn" disabled={value?.running === true} onClick={() => void api.runDoctor().then(again, again)}>
                {value?.running ? 'Looking …' : 'Look now'}
              </button>
            ) : (
              <>
                Run <code>whydown doctor</code>.
              </>
            )}
          </p>
        </div>
        {error ? <Trouble error={error} /> : null}
        {value?.hosts.map((host) => (
          <section>
            <Heading
              title={host.name}
              note={`${host.checks.filter((check) => check.result === 'ok').length} of ${host.checks.length} ready`}
            />
            <table class="acttab">
              <thead>
                <tr>
                  <th>Check</th>
                  <th>Result</th>
                  <th>What was seen, and the fix</th>
                </tr>
              </thead>
              <tbody>
                {host.checks
                  .toSorted((a, b) => order[a.result] - order[b.result])
                  .map((check) => (
                    <tr>
                      <td>
                        {check.title} <span class="cid">{check.id}</span>
                      </td>
                      <td>
                        <Status of="check" value={check.result} />
                      </td>
                      <td>
                        {check.because}
                        {check.fix ? <span class="ver">{check.fix}</span> : null}
                        {check.command ? <CommandBox command={check.command} /> : null}
                      </td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </section>
        ))}
      </Main>
    </div>
  )
}
