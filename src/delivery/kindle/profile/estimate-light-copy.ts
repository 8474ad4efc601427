/**
 * How large a copy with lighter pictures will be, about: off the list of what the EPUB holds, since making it takes seconds. Four
 * real books came to between 81 and 106 in a hundred of what is said here.
 */
import type { PackedFile } from '@chapterhouse/epub'
import { LIGHT_ENOUGH } from './decide-redrawing.ts'

const PICTURE = /\.(jpe?g|png|webp|tiff?|bmp|avif|svgz?)$/i
/** Of a picture as wide as the screen: a photograph with much in it. */
const FULL_SCREEN = 350_000
/** Of what is smaller than a screen, redrawing saves about a third. */
const KEPT = 2 / 3

export const estimateLightCopy = (files: readonly PackedFile[]): number =>
  files.reduce(
    (sum, { name, packedBytes }) => sum + (PICTURE.test(name) ? lighten(packedBytes) : packedBytes),
    0,
  )

const lighten = (bytes: number): number =>
  bytes <= LIGHT_ENOUGH ? bytes : Math.max(LIGHT_ENOUGH, Math.min(bytes * KEPT, FULL_SCREEN))
