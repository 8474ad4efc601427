/** "5.5" or "5,5" per cent, in hundredths of a per cent; null: it is none. */
export const parseRate = (text: string): number | null =>
  /^(\d{1,2}([.,]\d{1,2})?|100)$/.test(text.trim())
    ? Math.round(Number(text.trim().replace(',', '.')) * 100)
    : null
