/** The one way in which we write a date: read again, it is the same; written again, too. */
import type { Edtf, EdtfDate, End, Member, Part, Qualifier } from './edtf.ts'

export function formatEdtf(edtf: Edtf): string {
  switch (edtf.kind) {
    case 'date':
      return formatDate(edtf)
    case 'interval':
      return `${formatEnd(edtf.start)}/${formatEnd(edtf.end)}`
    case 'set': {
      const [begin, end] = edtf.of === 'one' ? '[]' : '{}'
      return `${begin}${edtf.members.map(formatMember).join(',')}${end}`
    }
  }
}

const formatEnd = (end: End): string =>
  end.kind === 'date' ? formatDate(end) : end.kind === 'open' ? '..' : ''

const formatMember = (member: Member): string =>
  member.kind === 'date' ? formatDate(member) : `${withoutOpen(member.from)}..${withoutOpen(member.to)}`

const withoutOpen = (end: EdtfDate | { readonly kind: 'open' }): string =>
  end.kind === 'date' ? formatDate(end) : ''

/**
 * A qualifier behind a part is one of all parts before it, too; in front of a part it is that part's alone. So what the first
 * parts share is written once behind them, and the others have their own in front.
 */
function formatDate({ year, month, day, time }: EdtfDate): string {
  const sign = year.negative ? '-' : ''
  const parts = [year, month, day].filter((part) => part !== null)
  const shared = sharedBy(parts)
  const written = parts.map(({ digits, qualifier }, i) => {
    const text = `${i === 0 ? sign : ''}${digits}`
    if (i < shared) return i === shared - 1 ? `${text}${qualifier ?? ''}` : text
    return `${qualifier ?? ''}${text}`
  })
  return `${written.join('-')}${time ?? ''}`
}

/** How many parts from the left have the qualifier of the first. */
function sharedBy(parts: readonly Part[]): number {
  const first: Qualifier | null = parts[0]?.qualifier ?? null
  if (first === null) return 0
  const other = parts.findIndex(({ qualifier }) => qualifier !== first)
  return other < 0 ? parts.length : other
}
