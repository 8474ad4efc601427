/** A PDF whose pages say what they are told to, with bookmarks and links that lead from each page to every other. */
import { inflateSync } from 'node:zlib'

export function makePdf(pages: readonly { readonly title: string; readonly words: string }[]): Buffer {
  const objects: string[] = []
  const add = (object: string): number => objects.push(object)
  const catalog = add('')
  const tree = add('')
  const outline = add('')
  const font = add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>')
  const leaves = pages.map(() => add(''))
  const bookmarks = pages.map(() => add(''))
  for (const [i, { title, words }] of pages.entries()) {
    const content = `BT /F1 12 Tf 50 700 Td (${words}) Tj ET`
    const stream = add(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`)
    const links = leaves.map((leaf) =>
      add(`<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /Dest [${leaf} 0 R /Fit] /Contents (${title}) >>`),
    )
    objects[(leaves[i] ?? 0) - 1] =
      `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 595 842] /Contents ${stream} 0 R /Resources << /Font << /F1 ${font} 0 R >> >> /Annots [${links.map((link) => `${link} 0 R`).join(' ')}] >>`
    const next = bookmarks[i + 1]
    objects[(bookmarks[i] ?? 0) - 1] =
      `<< /Title (${words}) /Parent ${outline} 0 R /Dest [${leaves[i]} 0 R /Fit]${next === undefined ? '' : ` /Next ${next} 0 R`} >>`
  }
  objects[catalog - 1] = `<< /Type /Catalog /Pages ${tree} 0 R /Outlines ${outline} 0 R >>`
  objects[tree - 1] =
    `<< /Type /Pages /Count ${leaves.length} /Kids [${leaves.map((leaf) => `${leaf} 0 R`).join(' ')}] >>`
  objects[outline - 1] =
    `<< /Type /Outlines /Count ${bookmarks.length} /First ${bookmarks[0]} 0 R /Last ${bookmarks.at(-1)} 0 R >>`
  return write(objects, catalog)
}

function write(objects: readonly string[], root: number): Buffer {
  let text = '%PDF-1.7\n'
  const offsets = objects.map((object, i) => {
    const at = text.length
    text += `${i + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`
  text += `trailer\n<< /Size ${objects.length + 1} /Root ${root} 0 R >>\nstartxref\n${text.lastIndexOf('xref\n0')}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}

/** All that is in it, unpacked, whatever points there. */
export const wordsOfPdf = (body: Buffer): string => {
  const text = body.toString('latin1')
  const streams = [...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, packed = '']) => {
    try {
      return inflateSync(Buffer.from(packed, 'latin1')).toString('latin1')
    } catch {
      return ''
    }
  })
  const all = [text, ...streams].join('\n')
  // What stands in hexadecimal or in two bytes a letter is looked for as letters.
  const hex = [...all.matchAll(/<([0-9A-Fa-f\s]{8,})>/g)].map(([, digits = '']) =>
    Buffer.from(digits.replaceAll(/\s/g, ''), 'hex').toString('latin1'),
  )
  return [all, ...hex, all.replaceAll('\0', ''), ...hex.map((one) => one.replaceAll('\0', ''))].join('\n')
}
