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
      `--face-text:${stack(livery.text, 'serif', 'latin')}`,
      '--face-data:var(--face-text)',
      `--face-size:${livery.text.size}`,
      ...(livery.rubric === null
        ? []
        : [
            `--rubric:light-dark(${livery.rubric.light},${livery.rubric.dark})`,
            `--act:${livery.rubric.light}`,
          ]),
    ].join(';')}}${IN_OTHER_SCRIPTS}{--face-text:${stack(livery.text, 'serif', 'all')}}` +
      `.console{--face-data:${stack(livery.data, 'sans-serif', 'all')}}}`,
  ].join('\n')

/**
 * What is written in Greek or Cyrillic is set in the face's own letters. Some words of it in another text are left to the
 * stand-ins, which have them: they are not worth a file each.
 */
const IN_OTHER_SCRIPTS = `:root:has(${['el', 'grc', 'be', 'bg', 'kk', 'mk', 'ru', 'sr', 'uk', 'vi']
  .map((language) => `:is(h1,h1 *,.prose:not(.prose *)):lang(${language})`)
  .join(',')})`

const fontRules = (face: Face, css: string, addressOf: (face: Face, file: string) => string): string =>
  withoutComments(css)
    .split(/(?=@font-face)/)
    .map((rule) =>
      rule.replace(
        /font-family:\s*'[^']*'/,
        `font-family:'${isLatin(rule) ? face.family : furtherName(face)}'`,
      ),
    )
    .join('')
    .replace(
      /url\(\.\/files\/([^)]+)\)\s*format\('[^']*'\)/g,
      (_, file: string) => `url(${addressOf(face, file)}) format('woff2')`,
    )

const isLatin = (rule: string): boolean => /-latin(-ext)?-wght/.test(rule)

const furtherName = (face: Face): string => `${face.family} beyond Latin`

const standInRules = (face: Face): string =>
  face.standIns
    .flatMap(({ italic, ...upright }, i) => [
      standInRule(standInName(face, i), 'normal', upright),
      ...(italic === null ? [] : [standInRule(standInName(face, i), 'italic', italic)]),
    ])
    .join('\n')

const standInRule = (
  name: string,
  style: 'normal' | 'italic',
  { local, sizeAdjust, ascent, descent }: Omit<Face['standIns'][number], 'italic'>,
): string =>
  `@font-face{font-family:'${name}';font-style:${style};src:${local.map((each) => `local('${each}')`).join(',')};` +
  `size-adjust:${sizeAdjust}%;ascent-override:${ascent}%;descent-override:${descent}%;line-gap-override:0%}`

const standInName = (face: Face, i: number): string => `${face.family} stand-in ${i + 1}`

const stack = (face: Face, generic: string, letters: 'latin' | 'all'): string =>
  [
    `'${face.family}'`,
    ...(letters === 'all' ? [`'${furtherName(face)}'`] : []),
    ...face.standIns.map((_, i) => `'${standInName(face, i)}'`),
    generic,
  ].join(',')

/** Our sheets hold no comment sign inside a string. */
const withoutComments = (css: string): string =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\n\s*/g, '\n')
    .replace(/\n+/g, '\n')
    .trim()
