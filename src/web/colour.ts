/**
 * Colours as numbers: what a press writes (`#7a1f2b` or `oklch(50% .16 30)`) becomes sRGB, so that contrast can be computed
 * before a page is ever set in it. WCAG 2.2, "contrast ratio" and "relative luminance".
 */

/** Red, green and blue from 0 to 1, as sRGB stores them. */
export type Colour = readonly [red: number, green: number, blue: number]

/** The grounds that text stands on; the style sheet's `--paper` (a test holds the two together). */
export const PAPER = { light: 'oklch(98% .008 85)', dark: 'oklch(19% .009 60)' } as const
export const RUBRIC = { light: 'oklch(50% .16 30)', dark: 'oklch(74% .12 38)' } as const

/** Null when it is no colour of these two notations. */
export function parseColour(text: string): Colour | null {
  const hex = /^#([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(text.trim())?.[1]
  if (hex !== undefined) return fromHex(hex)
  const oklch = /^oklch\(\s*([\d.]+)(%?)\s+([\d.]+)(%?)\s+([\d.]+)(?:deg)?\s*\)$/i.exec(text.trim())
  if (!oklch) return null
  const [, lightness, inPercent, chroma, ofMost, hue] = oklch
  return fromOklch(
    Number(lightness) / (inPercent === '%' ? 100 : 1),
    Number(chroma) * (ofMost === '%' ? 0.004 : 1),
    Number(hue),
  )
}

export const contrast = (a: Colour, b: Colour): number => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

export const toHex = (colour: Colour): string =>
  `#${colour
    .map((part) =>
      Math.round(part * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`

/** Degrees round oklch's wheel: what a cover made from a press's colour keeps of it. */
export function hueOf(colour: Colour): number {
  const [, a, b] = toOklab(colour)
  return ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360
}

export function fromOklch(lightness: number, chroma: number, hue: number): Colour {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    toSrgb(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    toSrgb(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    toSrgb(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ]
}

function toOklab(colour: Colour): readonly [number, number, number] {
  const [r, g, b] = colour.map(toLinear) as [number, number, number]
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

function fromHex(hex: string): Colour {
  const six = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex
  const part = (at: number) => Number.parseInt(six.slice(at, at + 2), 16) / 255
  return [part(0), part(2), part(4)]
}

const luminance = ([r, g, b]: Colour): number =>
  0.2126 * toLinear(r) + 0.7152 * toLinear(g) + 0.0722 * toLinear(b)

const toLinear = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)

/** What lies outside the screen's colours is brought to its edge. */
const toSrgb = (linear: number): number => {
  const part = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055
  return Math.min(1, Math.max(0, part))
}
