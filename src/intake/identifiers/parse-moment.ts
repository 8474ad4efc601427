/**
 * When something opens or closes by itself: a day, or a moment with its distance from Greenwich (RFC 3339). A day begins and
 * ends by UTC; a beginning is its first moment, an end the first moment after it.
 */
import { fail, ok, parsePartialDate, type Result } from '#base'

const DAY = 86_400_000

export function parseMoment(text: string, edge: 'begins' | 'ends'): Result<string, string> {
  const written = text.trim()
  if (/^\d{4}-\d{2}-\d{2}$/.test(written) && parsePartialDate(written).ok) {
    const first = Date.parse(`${written}T00:00:00Z`)
    return ok(new Date(edge === 'begins' ? first : first + DAY).toISOString())
  }
  const moment = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})$/i.exec(
    written,
  )
  if (moment === null || !parsePartialDate(moment[1] ?? '').ok) return fail('no-moment')
  const at = Date.parse(`${moment[1]}T${moment[2]}${(moment[3] ?? '').toUpperCase()}`)
  return Number.isNaN(at) ? fail('no-moment') : ok(new Date(at).toISOString())
}
