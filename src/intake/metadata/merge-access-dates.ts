import type { AccessDates } from '#book'

type Given = {
  readonly freeFrom: string | null
  readonly freeUntil: string | null
  readonly embargoUntil: string | null
}

/** Date by date: what an entry gives wins over what it inherits. Absent where there is none. */
export function mergeAccessDates(
  inherited: AccessDates | undefined,
  given: Given | null,
): { readonly accessDates?: AccessDates } {
  const dates: AccessDates = {
    freeFrom: given?.freeFrom ?? inherited?.freeFrom ?? null,
    freeUntil: given?.freeUntil ?? inherited?.freeUntil ?? null,
    embargoUntil: given?.embargoUntil ?? inherited?.embargoUntil ?? null,
  }
  return Object.values(dates).every((date) => date === null) ? {} : { accessDates: dates }
}
