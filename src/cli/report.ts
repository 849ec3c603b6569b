import { readFile } from 'node:fs/promises'
import { diagnosisDocument, WhydownError } from '../model/index.ts'
import { deliver } from './analyze.ts'

export async function runReport(
  file: string,
  flags: { format: 'text' | 'md' | 'html' | 'json'; output?: string; color: boolean },
): Promise<number> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    throw new WhydownError(
      'usage',
      `Cannot read ${file}: ${(error as Error).message}.`,
      'Make one with: whydown analyze … --json > diagnosis.json',
      error,
    )
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new WhydownError('usage', `${file} is not JSON.`, 'Make one with: whydown analyze … --json > diagnosis.json', error)
  }
  const parsed = diagnosisDocument.safeParse(json)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new WhydownError(
      'usage',
      `${file} is not a whydown.diagnosis/v1 document: ${issue?.path.join('.')} ${issue?.message}.`,
      'Make one with: whydown analyze … --json > diagnosis.json',
    )
  }
  await deliver(parsed.data, flags.format, { ...flags, full: true })
  return 0
}
