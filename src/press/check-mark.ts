import { fail, ok, type Result } from '#base'

const MOST = 40_000

/** A mark is a drawing and nothing else: what runs, loads or embeds is refused. */
export function checkMark(svg: string): Result<string, string> {
  if (svg.length > MOST)
    return fail(`The mark has ${svg.length} bytes; at most ${MOST} are served on every page.`)
  if (!/<svg[\s>/]/i.test(svg)) return fail('The mark is no SVG: it has no <svg> element.')
  const forbidden = FORBIDDEN.find(([pattern]) => pattern.test(svg))
  return forbidden === undefined
    ? ok(svg)
    : fail(`The mark holds ${forbidden[1]}. Save it as a plain drawing.`)
}

const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  [/<!DOCTYPE|<!ENTITY/i, 'a document type or entities'],
  [/<script/i, 'a script'],
  [/\son\w+\s*=/i, 'an event handler'],
  [/<foreignObject/i, 'foreign content'],
  [/javascript:/i, 'a javascript: address'],
  [/(href|src)\s*=\s*["']\s*(?!#)/i, 'an address outside itself'],
  [/url\(\s*["']?\s*(?!#)/i, 'an address outside itself'],
  [/@import/i, 'an imported style sheet'],
]
