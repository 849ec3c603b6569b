import { api, ApiError } from './api.ts'

/** The `pvesh` program: the API as root, without the network. */
export async function pvesh(argv: readonly string[]): Promise<number> {
  const [verb = '', path = '', ...rest] = argv
  const query = new URLSearchParams()
  let format = 'text'
  for (let n = 0; n < rest.length; n++) {
    const [name = '', inline] = rest[n]!.replace(/^--?/, '').split('=')
    const value = inline ?? rest[++n] ?? ''
    if (name === 'output-format') format = value
    else query.append(name, value)
  }
  if (verb !== 'get' && verb !== 'create') {
    process.stderr.write(`ERROR: unknown command 'pvesh ${verb}'\n`)
    return 255
  }
  const local = path.replace(/^\/?nodes\/localhost/, `nodes/${(await import('./release.ts')).node()}`)
  try {
    const data = await api({ who: 'root@pam', method: verb === 'get' ? 'GET' : 'POST', path: local, query, forward })
    process.stdout.write(`${format === 'json' ? JSON.stringify(data) : JSON.stringify(data, null, 3)}\n`)
    return 0
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    return error instanceof ApiError ? 2 : 255
  }
}

/** Root of one node is root of all. */
const forward = (at: string): Promise<never> =>
  Promise.reject(new ApiError(595, `pvesh asks other nodes by ssh, which the lab does not play: ${at}`))
