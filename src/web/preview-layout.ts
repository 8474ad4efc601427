/** A page as one file, to be looked at without a site: its style is in it, and it asks nobody for anything. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Html, html, trusted } from './html.ts'

const STYLES = join(import.meta.dirname, 'styles')

export function renderPreviewLayout({
  title,
  language,
  main,
}: {
  readonly title: string
  readonly language: string
  readonly main: Html
}): string {
  const style = readdirSync(STYLES)
    .sort()
    .map((file) => readFileSync(join(STYLES, file), 'utf8'))
    .join('\n')
  // Our own style sheets, and the faces of the system in place of a press's.
  const faces = ':root{--face-text:Georgia,serif;--face-data:var(--face-text)}'
  return `<!DOCTYPE html>\n${
    html`<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${trusted(`${style}\n${faces}`)}</style></head><body><main>${main}</main></body></html>`
      .text
  }\n`
}
