/**
 * The faces a press may be set in. All come from npm and are served from here. A page for readers is set in one family, in the
 * upright and, where its words need it, the italic: two files at most (docs/decisions/0019). Our consoles have a sans besides.
 *
 * Each face has stand-ins of the same width and height, so that nothing moves when it arrives. Their figures are computed
 * from the fonts' own tables: `size-adjust` is the ratio of the mean advance of English running text, ascent and descent
 * are the face's own divided by it. Georgia, Times New Roman, Noto Serif, Arial and Noto Sans cover what machines have; they
 * also stand for letters that the two files lack.
 */
export type Face = {
  /** The npm package, and the beginning of its files' names. */
  readonly family: string
  readonly package: string
  /** Where the package's own style sheets lie. */
  readonly css: string
  readonly standIns: readonly StandIn[]
  /** By what its sizes are multiplied, so that all faces look of one size. */
  readonly size: number
}

type StandIn = Figures & {
  readonly local: readonly string[]
  /** Much narrower than an upright that is slanted by the browser; null: the face is never in italics. */
  readonly italic: (Figures & { readonly local: readonly string[] }) | null
}

type Figures = { readonly sizeAdjust: number; readonly ascent: number; readonly descent: number }

const GEORGIA = ['Georgia', 'Gelasio']
const TIMES = ['Times New Roman', 'TimesNewRomanPSMT', 'Liberation Serif']
const TIMES_ITALIC = ['Times New Roman Italic', 'TimesNewRomanPS-ItalicMT', 'Liberation Serif Italic']
const NOTO = ['Noto Serif', 'NotoSerif-Regular']
const NOTO_ITALIC = ['Noto Serif Italic', 'NotoSerif-Italic']

type Three = readonly [sizeAdjust: number, ascent: number, descent: number]

/** Where Georgia is, Times is too: its italic stands for both. */
const standIns = (
  upright: Record<'georgia' | 'times' | 'noto', Three>,
  italic: Record<'times' | 'noto', Three>,
) => {
  const timesItalic = { local: TIMES_ITALIC, ...figures(italic.times) }
  return [
    { local: GEORGIA, ...figures(upright.georgia), italic: timesItalic },
    { local: TIMES, ...figures(upright.times), italic: timesItalic },
    { local: NOTO, ...figures(upright.noto), italic: { local: NOTO_ITALIC, ...figures(italic.noto) } },
  ]
}

const figures = ([sizeAdjust, ascent, descent]: Three): Figures => ({ sizeAdjust, ascent, descent })

export const TEXT_FACES = {
  /** The house face: old-style figures by birth, and the smallest files of the five that were laid side by side. */
  alegreya: {
    family: 'Alegreya',
    package: 'alegreya',
    css: import.meta.resolve('@fontsource-variable/alegreya/wght.css'),
    standIns: standIns(
      { georgia: [92.35, 110.02, 37.36], times: [101.4, 100.2, 34.02], noto: [84.87, 119.71, 40.65] },
      { times: [88.91, 114.27, 38.8], noto: [77.09, 131.8, 44.75] },
    ),
    size: 1,
  },
  'source-serif-4': {
    family: 'Source Serif 4',
    package: 'source-serif-4',
    css: import.meta.resolve('@fontsource-variable/source-serif-4/wght.css'),
    standIns: standIns(
      { georgia: [108.4, 95.58, 30.91], times: [119.02, 87.05, 28.15], noto: [99.62, 103.99, 33.63] },
      { times: [108.39, 95.58, 30.91], noto: [93.97, 110.24, 35.65] },
    ),
    size: 0.88,
  },
  literata: {
    family: 'Literata',
    package: 'literata',
    css: import.meta.resolve('@fontsource-variable/literata/wght.css'),
    standIns: standIns(
      { georgia: [108.17, 108.81, 28.47], times: [118.77, 99.1, 25.93], noto: [99.41, 118.4, 30.98] },
      { times: [111.62, 105.45, 27.59], noto: [96.77, 121.62, 31.83] },
    ),
    size: 0.87,
  },
} as const satisfies Record<string, Face>

export type TextFace = keyof typeof TEXT_FACES

export const isTextFace = (name: string): name is TextFace => Object.hasOwn(TEXT_FACES, name)

/** For the tables and forms of our consoles, where people work. Its figures are lining and tabular. */
export const DATA_FACE: Face = {
  family: 'Source Sans 3',
  package: 'source-sans-3',
  css: import.meta.resolve('@fontsource-variable/source-sans-3/wght.css'),
  standIns: [
    {
      local: ['Arial', 'ArialMT', 'Liberation Sans'],
      sizeAdjust: 94.17,
      ascent: 108.74,
      descent: 42.48,
      italic: null,
    },
    {
      local: ['Noto Sans', 'NotoSans-Regular'],
      sizeAdjust: 88.19,
      ascent: 116.11,
      descent: 45.36,
      italic: null,
    },
  ],
  size: 1,
}
