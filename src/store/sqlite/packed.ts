import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { type DiagnosisDocument, diagnosisDocument, WhydownError } from '../../model/index.ts'

/** Documents take 40 KiB as text and 6 packed. */
export const pack = (document: DiagnosisDocument): Uint8Array => zstdCompressSync(JSON.stringify(document))

export function unpack(packed: Uint8Array, incident: string): DiagnosisDocument {
  let json: unknown
  try {
    json = JSON.parse(zstdDecompressSync(packed).toString())
  } catch (error) {
    throw new WhydownError(
      'store',
      `The diagnosis of ${incident} is damaged in the store.`,
      `Run: whydown incidents recover. The evidence may still be there: whydown incidents path ${incident}`,
      error,
    )
  }
  return diagnosisDocument.parse(json)
}
