/**
 * The faces a press may be set in. All come from npm and are served from here; a page loads the upright Latin of one serif
 * and of one sans, and anything else (italics, other scripts) only when its words need it, by `unicode-range`.
 *
 * Each face has stand-ins of the same width and height, so that nothing moves when it arrives. Their figures are computed
 * from the fonts' own tables: `size-adjust` is the ratio of the mean advance of English running text, ascent and descent
 * are the face's own divided by it. Georgia, Times New Roman, Noto Serif, Arial and Noto Sans cover what machines have.
 */
export type Face = {
  /** The npm package, and the beginning of its files' names. */
  readonly family: string
  readonly package: string
  /** Where the package's own style sheets lie. */
  readonly css: string
  readonly standIns: readonly StandIn[]
  /** What the face needs to give text old-style figures; '' when they are its own. */
  readonly size: number
}

type StandIn = {
  readonly local: readonly string[]
  readonly sizeAdjust: number
  readonly ascent: number
  readonly descent: number
}

const GEORGIA = ['Georgia', 'Gelasio']
const TIMES = ['Times New Roman', 'TimesNewRomanPSMT', 'Liberation Serif']
const NOTO = ['Noto Serif', 'NotoSerif-Regular']

const standIns = (
  georgia: readonly [number, number, number],
  times: readonly [number, number, number],
  noto: readonly [number, number, number],
): readonly StandIn[] =>
  [
    { local: GEORGIA, figures: georgia },
    { local: TIMES, figures: times },
    { local: NOTO, figures: noto },
  ].map(({ local, figures: [sizeAdjust, ascent, descent] }) => ({ local, sizeAdjust, ascent, descent }))

export const TEXT_FACES = {
  /** The house face: old-style figures by birth, and the smallest file of the five that were laid side by side. */
  alegreya: {
    family: 'Alegreya',
    package: 'alegreya',
    css: import.meta.resolve('@fontsource-variable/alegreya/wght.css'),
    standIns: standIns([92.35, 110.02, 37.36], [101.4, 100.2, 34.02], [84.87, 119.71, 40.65]),
    size: 1,
  },
  'source-serif-4': {
    family: 'Source Serif 4',
    package: 'source-serif-4',
    css: import.meta.resolve('@fontsource-variable/source-serif-4/wght.css'),
    standIns: standIns([108.4, 95.58, 30.91], [119.02, 87.05, 28.15], [99.62, 103.99, 33.63]),
    size: 0.88,
  },
  literata: {
    family: 'Literata',
    package: 'literata',
    css: import.meta.resolve('@fontsource-variable/literata/wght.css'),
    standIns: standIns([108.17, 108.81, 28.47], [118.77, 99.1, 25.93], [99.41, 118.4, 30.98]),
    size: 0.87,
  },
  newsreader: {
    family: 'Newsreader',
    package: 'newsreader',
    css: import.meta.resolve('@fontsource-variable/newsreader/wght.css'),
    standIns: standIns([95.9, 76.64, 27.63], [105.3, 69.8, 25.17], [88.14, 83.39, 30.07]),
    size: 0.98,
  },
} as const satisfies Record<string, Face>

export type TextFace = keyof typeof TEXT_FACES

export const isTextFace = (name: string): name is TextFace => Object.hasOwn(TEXT_FACES, name)

/** For what is machine: labels, data, forms. Its figures are lining and tabular. */
export const DATA_FACE: Face = {
  family: 'Source Sans 3',
  package: 'source-sans-3',
  css: import.meta.resolve('@fontsource-variable/source-sans-3/wght.css'),
  standIns: [
    { local: ['Arial', 'ArialMT', 'Liberation Sans'], sizeAdjust: 94.17, ascent: 108.74, descent: 42.48 },
    { local: ['Noto Sans', 'NotoSans-Regular'], sizeAdjust: 88.19, ascent: 116.11, descent: 45.36 },
  ],
  size: 1,
}
