import { join } from 'node:path'
import { analyze } from '../../src/diagnose/index.ts'
import { renderReport } from '../../src/report/index.ts'

const OUTPUT = /(<!-- output:start -->\n)[\s\S]*?(<!-- output:end -->)/

/** The README shows what the demo really prints. */
export async function readmeWithOutput(root: string, readme: string): Promise<string> {
  process.chdir(root)
  const document = await analyze([{ path: join('fixtures', 'incidents', 'maas-2025-07-29') }], { version: '0' })
  const text = renderReport(document, { format: 'text', colour: false, width: 80 })
  return readme.replace(OUTPUT, (_, start: string, end: string) => `${start}\n\`\`\`text\n${text.trimEnd()}\n\`\`\`\n\n${end}`)
}
