/**
 * One style sheet for one press: our own sheets in their layers, the faces it is set in, its colours.
 * A single immutable file per press: a reader fetches it once, and no page carries a style of its own.
 */
import type { Face } from './faces.ts'

/** What a press changes of the look. Colours are CSS colours whose contrast the press's own parser has proved. */
export type Livery = {
  readonly text: Face
  readonly data: Face
  readonly rubric: { readonly light: string; readonly dark: string } | null
}

export type FontSheet = { readonly face: Face; readonly css: string }

/** `addressOf` gives the address of a font file named in a package's own style sheet. */
export const buildStylesheet = (
  livery: Livery,
  sheets: readonly string[],
  fontSheets: readonly FontSheet[],
  addressOf: (face: Face, file: string) => string,
): string =>
  [
    ...fontSheets.map(({ face, css }) => fontRules(face, css, addressOf)),
    ...[livery.text, livery.data].map(standInRules),
    ...sheets.map(withoutComments),
    `@layer press{:root{${[
      `--face-text:${stack(livery.text, 'serif')}`,
      `--face-data:${stack(livery.data, 'sans-serif')}`,
      `--face-size:${livery.text.size}`,
      ...(livery.rubric === null
        ? []
        : [
            `--rubric:light-dark(${livery.rubric.light},${livery.rubric.dark})`,
            `--act:${livery.rubric.light}`,
          ]),
    ].join(';')}}}`,
  ].join('\n')

const fontRules = (face: Face, css: string, addressOf: (face: Face, file: string) => string): string =>
  withoutComments(css)
    .replace(/font-family:\s*'[^']*'/g, `font-family:'${face.family}'`)
    .replace(
      /url\(\.\/files\/([^)]+)\)\s*format\('[^']*'\)/g,
      (_, file: string) => `url(${addressOf(face, file)}) format('woff2')`,
    )

const standInRules = (face: Face): string =>
  face.standIns
    .map(
      ({ local, sizeAdjust, ascent, descent }, i) =>
        `@font-face{font-family:'${standInName(face, i)}';src:${local.map((name) => `local('${name}')`).join(',')};` +
        `size-adjust:${sizeAdjust}%;ascent-override:${ascent}%;descent-override:${descent}%;line-gap-override:0%}`,
    )
    .join('\n')

const standInName = (face: Face, i: number): string => `${face.family} stand-in ${i + 1}`

const stack = (face: Face, generic: string): string =>
  [`'${face.family}'`, ...face.standIns.map((_, i) => `'${standInName(face, i)}'`), generic].join(',')

/** Our sheets hold no comment sign inside a string. */
const withoutComments = (css: string): string =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\n\s*/g, '\n')
    .replace(/\n+/g, '\n')
    .trim()
