/** A press's colour must be readable on the paper it is printed on: computed here, and refused with a sentence. */
import { fail, ok, type Result } from '#base'
import { contrast, PAPER, parseColour } from '#web'

/** WCAG 2.2, 1.4.3 (AA), for text of any size. */
const LEAST = 4.5

export function checkColour(text: string, scheme: 'light' | 'dark'): Result<string, string> {
  const colour = parseColour(text)
  if (colour === null)
    return fail(`“${text}” is not a colour this file can hold. Write it as #7a1f2b or as oklch(45% .13 20).`)
  const paper = parseColour(PAPER[scheme])
  if (paper === null) throw new Error(`The paper has no colour: ${PAPER[scheme]}`)
  const ratio = contrast(colour, paper)
  if (ratio >= LEAST) return ok(text)
  const shown = (Math.floor(ratio * 10) / 10).toFixed(1)
  return fail(
    `${text} stands out from the ${scheme} paper by ${shown} : 1, and words need ${LEAST} : 1 (WCAG 2.2, 1.4.3). Choose a ${scheme === 'light' ? 'darker' : 'lighter'} colour.`,
  )
}
