/** A date in words. What is open, unknown, uncertain or approximate is said. */
import type { Edtf, EdtfDate, End, Member } from './edtf.ts'
import { english } from './words-en.ts'
import { french } from './words-fr.ts'

/** How a language says dates. */
export type Tongue = {
  date(date: EdtfDate): string
  between(start: EdtfDate, end: EdtfDate): string
  /** It goes on from there, or up to there. */
  onwards(start: EdtfDate): string
  upTo(end: EdtfDate): string
  /** There is an end, and nobody knows when. */
  toUnknown(start: EdtfDate): string
  fromUnknown(end: EdtfDate): string
  readonly always: string
  readonly fromUnknownOnwards: string
  readonly upToUnknown: string
  orEarlier(date: EdtfDate, of: 'one' | 'all'): string
  orLater(date: EdtfDate, of: 'one' | 'all'): string
  range(from: EdtfDate, to: EdtfDate, of: 'one' | 'all'): string
  join(members: readonly string[], of: 'one' | 'all'): string
}

const TONGUES = { en: english, fr: french } as const

export function describeEdtf(edtf: Edtf, language: keyof typeof TONGUES): string {
  const tongue: Tongue = TONGUES[language]
  switch (edtf.kind) {
    case 'date':
      return tongue.date(edtf)
    case 'interval':
      return describeInterval(edtf.start, edtf.end, tongue)
    case 'set': {
      const { of } = edtf
      return tongue.join(
        edtf.members.map((member) => describeMember(member, of, tongue)),
        of,
      )
    }
  }
}

function describeInterval(start: End, end: End, tongue: Tongue): string {
  if (start.kind === 'date') {
    if (end.kind === 'date') return tongue.between(start, end)
    return end.kind === 'open' ? tongue.onwards(start) : tongue.toUnknown(start)
  }
  if (end.kind === 'date') return start.kind === 'open' ? tongue.upTo(end) : tongue.fromUnknown(end)
  if (start.kind === 'open') return end.kind === 'open' ? tongue.always : tongue.upToUnknown
  return tongue.fromUnknownOnwards
}

function describeMember(member: Member, of: 'one' | 'all', tongue: Tongue): string {
  if (member.kind === 'date') return tongue.date(member)
  const { from, to } = member
  if (from.kind === 'date') return to.kind === 'date' ? tongue.range(from, to, of) : tongue.orLater(from, of)
  return to.kind === 'date' ? tongue.orEarlier(to, of) : tongue.always
}
