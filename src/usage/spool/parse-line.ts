import { fail, ok, type Result } from '#base'
import type { Use } from '../use.ts'
import { ACCESS_LETTERS, KIND_LETTERS, METHOD_LETTERS } from './build-line.ts'

/** Every field is of letters that part nothing: what a power cut left is no line. */
const LINE =
  /^(\d{1,15})\t([\w-]{1,64})\t([01])\t([irnl])\t([rt])\t([\w.-]{1,64})\t(\w{1,32})\t((?:\w{1,32}:[cof],)*\w{1,32}:[cof])\t([\w:.-]{1,40})\t((?:\w{1,32}(?:,\w{1,32})*)?)$/

/** `line`: without its end. */
export function parseLine(line: string): Result<Use, string> {
  const match = LINE.exec(line)
  if (match === null) return fail('It is not a line of a spool.')
  const [, at = '', session = '', robot, kind = '', method = '', press = '', bookId = '', items = ''] = match
  const [link = '', institutions = ''] = match.slice(9)
  return ok({
    ...{ at: Number(at), session, robot: robot === '1', press, bookId, link },
    kind: turned(KIND_LETTERS, kind),
    method: turned(METHOD_LETTERS, method),
    items: items.split(',').map((item) => {
      const [id = '', access = ''] = item.split(':')
      return { id, access: turned(ACCESS_LETTERS, access) }
    }),
    institutions: institutions === '' ? [] : institutions.split(','),
  })
}

/** The pattern lets no letter through that is not there. */
function turned<Name extends string>(letters: Readonly<Record<Name, string>>, letter: string): Name {
  const name = (Object.keys(letters) as Name[]).find((one) => letters[one] === letter)
  if (name === undefined) throw new Error(`No word has the letter “${letter}”`)
  return name
}
