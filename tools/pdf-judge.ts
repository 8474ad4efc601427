/**
 * What a PDF says and shows, by others than ourselves: PDFium for the text and the picture of a page, zlib and a look through the
 * bytes for everything that lies in the file, and the program qpdf, where it is installed, for its soundness.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import type { PdfRange } from '@chapterhouse/pdf'
import { PDFiumLibrary } from '@hyzyla/pdfium'

export type Judge = {
  readonly hasQpdf: boolean
  /** Of each page; null: it cannot be opened. Asked before pictures: this build cannot be asked for text after drawing. */
  textsOf(bytes: Uint8Array): Promise<readonly string[] | null>
  /** Of these pages, each as a sum. */
  picturesOf(bytes: Uint8Array, pages: readonly number[]): Promise<readonly string[]>
  /** What qpdf finds wrong; empty where it is not installed. */
  soundnessOf(bytes: Uint8Array): readonly string[]
  close(): void
}

export async function openJudge(): Promise<Judge> {
  const library = await PDFiumLibrary.init()
  const folder = mkdtempSync(join(tmpdir(), 'chapterhouse-pdf-'))
  const hasQpdf = spawnSync('qpdf', ['--version']).status === 0
  return {
    hasQpdf,
    textsOf: async (bytes) => {
      const document = await library.loadDocument(bytes).catch(() => null)
      if (document === null) return null
      const texts = Array.from({ length: document.getPageCount() }, (_, i) => document.getPage(i).getText())
      document.destroy()
      return texts
    },
    picturesOf: async (bytes, pages) => {
      const document = await library.loadDocument(bytes)
      const sums: string[] = []
      for (const page of pages) {
        const { data } = await document.getPage(page).render({ scale: 1, render: 'bitmap' })
        sums.push(createHash('sha256').update(data).digest('hex'))
      }
      document.destroy()
      return sums
    },
    soundnessOf: (bytes) => {
      if (!hasQpdf) return []
      const file = join(folder, 'judged.pdf')
      writeFileSync(file, bytes)
      const { status, stdout, stderr } = spawnSync('qpdf', ['--check', file], { encoding: 'utf8' })
      return status === 0 ? [] : `${stdout}${stderr}`.trim().split('\n').slice(-3)
    },
    close: () => {
      library.destroy()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Sentences that stand on other pages alone, and are somewhere in the part all the same. */
export function leaksIn(
  part: Uint8Array,
  texts: readonly string[],
  { from, to }: PdfRange,
): readonly string[] {
  const inside = lettersOf(everythingIn(part))
  const own = lettersOf(texts.slice(from, to + 1).join(' '))
  return texts.flatMap((text, index) =>
    index >= from && index <= to
      ? []
      : text.split(/[\r\n]+/).filter((line) => {
          const letters = lettersOf(line)
          return letters.length >= 24 && !own.includes(letters) && inside.includes(letters)
        }),
  )
}

export const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '')

/**
 * Every stream that inflates, by a look through the bytes; text shown in pieces, as `[(wo)-10(rd)]TJ`, is joined, text in
 * hexadecimal or in two bytes a letter is read as letters. The letters of a subset of a font may be numbered in its own way: those
 * PDFium has judged, page by page, and there are no other pages.
 */
export function everythingIn(bytes: Uint8Array): string {
  const raw = Buffer.from(bytes)
  const parts = [raw.toString('latin1')]
  for (let at = raw.indexOf('stream\n'); at >= 0; at = raw.indexOf('stream\n', at + 7)) {
    const end = raw.indexOf('endstream', at)
    try {
      parts.push(inflateSync(raw.subarray(at + 7, end), { finishFlush: 2 }).toString('latin1'))
    } catch {
      // A picture, or `endstream` itself.
    }
  }
  const text = parts.join('\n')
  const hex = [...text.matchAll(/<([0-9a-fA-F]{8,})>/g)].map(([, digits = '']) =>
    Buffer.from(digits, 'hex').toString('latin1'),
  )
  const all = [text, text.replace(/\)[-\d. ]*\(/g, ''), ...hex].join('\n')
  return all + all.replaceAll('\0', '')
}
