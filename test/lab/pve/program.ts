/** All programs of Proxmox VE that the lab plays, in one file: the first argument says which. */
import { runWorker } from './tasks.ts'
import { workOf } from './vm.ts'

const [program = '', ...argv] = process.argv.slice(2)

async function run(): Promise<number> {
  switch (program) {
    case 'worker': {
      const [type = '', id = '', user = '', identifier = '', ...args] = argv
      return runWorker(type, id, user, identifier, (say) => workOf(type, Number(id), identifier, args, say))
    }
    case 'qm':
      process.title = 'qm'
      return (await import('./qm.ts')).qm(argv)
    case 'vzdump':
      process.title = 'vzdump'
      return (await import('./vzdump.ts')).vzdump(argv)
    case 'pct':
      return (await import('./pct.ts')).pct(argv)
    case 'pvesh':
      return (await import('./pvesh.ts')).pvesh(argv)
    case 'pveum':
      return (await import('./pveum.ts')).pveum(argv)
    case 'pveversion':
      return (await import('./pveversion.ts')).pveversion(argv)
    case 'ha-manager':
      return (await import('./ha-manager.ts')).haManager(argv)
    case 'pveproxy':
      return (await import('./server.ts')).serve()
    case 'pve-guests':
      return (await import('./pve-guests.ts')).startAll()
    default:
      process.stderr.write(`the lab plays no ${program}\n`)
      return 127
  }
}

try {
  process.exitCode = await run()
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 2
}
