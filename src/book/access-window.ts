/** When a product opens or closes by itself. An end is exclusive: what ends with a day is read until its midnight. */
export type AccessWindow = {
  /** Everyone may read what is closed from then on; null: from the first, where `freeUntil` says an end. */
  readonly freeFrom: Date | null
  readonly freeUntil: Date | null
  /** Nobody reads it before, whatever their licence. */
  readonly embargoUntil: Date | null
}

/** The same as drafts and the shelf keep it: ISO 8601 UTC. */
export type AccessDates = { readonly [name in keyof AccessWindow]: string | null }

export const ALWAYS: AccessWindow = { freeFrom: null, freeUntil: null, embargoUntil: null }

export function toAccessWindow(dates: AccessDates | undefined): AccessWindow {
  if (dates === undefined) return ALWAYS
  const at = (moment: string | null) => (moment === null ? null : new Date(moment))
  return {
    freeFrom: at(dates.freeFrom),
    freeUntil: at(dates.freeUntil),
    embargoUntil: at(dates.embargoUntil),
  }
}

export const isFreeToRead = ({ freeFrom, freeUntil }: AccessWindow, now: Date): boolean =>
  (freeFrom !== null || freeUntil !== null) &&
  (freeFrom === null || freeFrom <= now) &&
  (freeUntil === null || now < freeUntil)

/** The end of the embargo it is under; null: it is under none. */
export const embargoAt = ({ embargoUntil }: AccessWindow, now: Date): Date | null =>
  embargoUntil !== null && now < embargoUntil ? embargoUntil : null

/** The first moment after `now` at which one of them opens or closes something; null: nothing will. */
export function nextTurn(windows: readonly AccessWindow[], now: Date): Date | null {
  const moments = windows
    .flatMap(({ freeFrom, freeUntil, embargoUntil }) => [freeFrom, freeUntil, embargoUntil])
    .flatMap((moment) => (moment !== null && moment > now ? [moment.getTime()] : []))
  return moments.length === 0 ? null : new Date(Math.min(...moments))
}
