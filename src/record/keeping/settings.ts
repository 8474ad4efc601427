/** What a press asks of records: `record:` in its press.yaml. */
export type RecordSettings = {
  /** What becomes of a record with a conflict that its author has not answered. */
  readonly conflicts: 'block' | 'warn'
  /** Whether somebody else must have reviewed it before it is shown. */
  readonly review: 'none' | 'required'
  /** Of records that do not say it themselves. */
  readonly visibility: 'public' | 'with-access'
}

export const RECORD_SETTINGS: RecordSettings = { conflicts: 'block', review: 'none', visibility: 'public' }

/** As each press asks in its own file. */
export const recordSettingsOf =
  (presses: readonly { readonly slug: string; readonly record?: Partial<RecordSettings> }[]) =>
  (slug: string): RecordSettings => ({
    ...RECORD_SETTINGS,
    ...presses.find((press) => press.slug === slug)?.record,
  })
