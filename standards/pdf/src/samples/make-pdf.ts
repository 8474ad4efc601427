/** PDFs for tests, written by hand: objects by number, with a plain table of places. */
import { deflateSync } from 'node:zlib'

/** A value as it is written, or a stream: its entries and its data, packed. */
export type Source = string | { readonly entries: string; readonly data: string | Uint8Array; readonly plain?: boolean }

/** `objects[0]` is object 1, the catalog. */
export function makePdf(objects: readonly Source[], trailer = ''): Uint8Array {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  const places: number[] = []
  let length = parts[0]?.length ?? 0
  const push = (part: Buffer) => {
    parts.push(part)
    length += part.length
  }
  for (const [index, object] of objects.entries()) {
    places.push(length)
    push(Buffer.from(`${index + 1} 0 obj\n`))
    if (typeof object === 'string') push(Buffer.from(object, 'latin1'))
    else {
      const raw = typeof object.data === 'string' ? Buffer.from(object.data, 'latin1') : Buffer.from(object.data)
      const data = object.plain ? raw : deflateSync(raw)
      const filter = object.plain ? '' : '/Filter /FlateDecode '
      push(Buffer.from(`<<${object.entries} ${filter}/Length ${data.length}>>\nstream\n`, 'latin1'))
      push(data)
      push(Buffer.from('\nendstream'))
    }
    push(Buffer.from('\nendobj\n'))
  }
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  push(Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<</Size ${size} /Root 1 0 R ${trailer}>>\nstartxref\n${length}\n%%EOF\n`, 'latin1'))
  return new Uint8Array(Buffer.concat(parts))
}

/** `count` pages of text, "Page 1 of many" and so on. */
export function makePlainBook(count: number, page = ''): Uint8Array {
  const pages = Array.from({ length: count }, (_, index): Source[] => [
    `<</Type /Page /Parent 2 0 R /MediaBox [0 0 400 600] ${page} /Contents ${5 + index * 2} 0 R>>`,
    { entries: '', data: `BT /F1 12 Tf 50 500 Td (Page ${index + 1} of many) Tj ET` },
  ])
  return makePdf([
    '<</Type /Catalog /Pages 2 0 R>>',
    `<</Type /Pages /Count ${count} /Kids [${pages.map((_, index) => `${4 + index * 2} 0 R`).join(' ')}] /Resources <</Font <</F1 3 0 R>>>>>>`,
    '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>',
    ...pages.flat(),
  ])
}
