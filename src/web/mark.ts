/**
 * The mark: the plan of a chapter house's vault. An octagon, one pillar in the middle, eight ribs to the corners.
 * `vault` draws it large, with the fans of ribs between pillar and ridge as they are built.
 */
import { type Html, trusted } from './html.ts'

type Point = readonly [x: number, y: number]

const round = (n: number): number => Math.round(n * 100) / 100

/** Corner `i` of an octagon of radius `r` round the middle of a box of 100, one wall at the top. */
const corner = (i: number, r: number): Point => {
  const angle = (Math.PI / 4) * i - Math.PI / 2 + Math.PI / 8
  return [round(50 + r * Math.cos(angle)), round(50 + r * Math.sin(angle))]
}

const between = ([ax, ay]: Point, [bx, by]: Point, part: number): Point => [
  round(ax + (bx - ax) * part),
  round(ay + (by - ay) * part),
]

/** Where a rib from this point comes down on the pillar. */
const towardsPillar = ([x, y]: Point): Point => {
  const far = Math.hypot(x - 50, y - 50)
  return [round(50 + ((x - 50) * 4) / far), round(50 + ((y - 50) * 4) / far)]
}

const line = (a: Point, b: Point): string => `M${a[0]} ${a[1]}L${b[0]} ${b[1]}`
const EIGHT = [0, 1, 2, 3, 4, 5, 6, 7]

const octagon = (r: number): string => `M${EIGHT.map((i) => corner(i, r).join(' ')).join('L')}Z`

/** Ribs stop short of the pillar, so that it stays a dot at sixteen pixels. */
const markPath = `${octagon(46)}${EIGHT.map((i) => line(corner(i, 46), corner(i, 20))).join('')}`

const markShapes = `<path d="${markPath}" fill="none" stroke="currentColor" stroke-width="7" stroke-linejoin="round"/><circle cx="50" cy="50" r="11" fill="currentColor"/>`

/** Hidden from assistive technology: a name always stands beside it. */
export const mark = (className = 'mark'): Html =>
  trusted(
    `<svg class="${className}" viewBox="0 0 100 100" aria-hidden="true" focusable="false">${markShapes}</svg>`,
  )

/** As an address that holds it: the smallest file is the one that need not be asked for. */
export const favicon = (colour: { readonly light: string; readonly dark: string }): string =>
  `data:image/svg+xml,${encodeURIComponent(drawFavicon(colour))}`

const drawFavicon = (colour: { readonly light: string; readonly dark: string }): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><style>svg{color:${colour.light}}@media(prefers-color-scheme:dark){svg{color:${colour.dark}}}</style>${markShapes}</svg>`

/**
 * Every path of the large vault, outer wall first: walls, ridge octagon, then from each corner and from the pillar a fan
 * to the ridge. Unit: a box of 100.
 */
export const vaultPath: string = [
  octagon(49),
  octagon(46.5),
  octagon(25),
  ...EIGHT.flatMap((i) => {
    const wall = corner(i, 46.5)
    const here = corner(i, 25)
    const before = corner((i + 7) % 8, 25)
    const after = corner((i + 1) % 8, 25)
    return [
      line(here, towardsPillar(here)),
      ...[1 / 3, 2 / 3].map((part) => between(here, after, part)).map((end) => line(end, towardsPillar(end))),
      line(wall, here),
      ...[1 / 4, 1 / 2].flatMap((part) => [
        line(wall, between(here, before, part)),
        line(wall, between(here, after, part)),
      ]),
    ]
  }),
].join('')

export const vault = (className = 'vault'): Html =>
  trusted(
    `<svg class="${className}" viewBox="0 0 100 100" aria-hidden="true" focusable="false"><path d="${vaultPath}" fill="none" stroke="currentColor" stroke-width=".35"/><circle cx="50" cy="50" r="3" fill="currentColor"/></svg>`,
  )
