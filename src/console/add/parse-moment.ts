/** "2027-03-01", "2027-03-01 09:00", also with a T and a Z: in UTC, and ahead of now. Null: it is none. */
export function parseMoment(text: string, now: Date): Date | null {
  const [, day, time = '00:00'] =
    /^\s*(\d{4}-\d{2}-\d{2})(?:[T ]+(\d{1,2}:\d{2})(?::\d{2})?)?\s*(?:Z|UTC)?\s*$/i.exec(text) ?? []
  if (day === undefined) return null
  const date = new Date(`${day}T${time.padStart(5, '0')}:00Z`)
  if (Number.isNaN(date.getTime()) || !date.toISOString().startsWith(day)) return null
  return date > now ? date : null
}
