/** The shapes of subject codes: whether a code exists is for its own list to say, and lists change twice a year. */

/** Thema: a letter and what refines it ("NHD", "JPSN"); qualifiers begin with a digit ("1DDU", "3MPQ", "1DDU-GB-ELAA"). */
export const isThemaCode = (code: string): boolean =>
  /^[A-Y][A-Z0-9]{0,9}$|^[1-6][A-Z0-9]{1,9}(?:-[A-Z0-9]{1,4})*$/.test(code)

/** BISAC (BISG): three letters of the section, six digits. */
export const isBisacCode = (code: string): boolean => /^[A-Z]{3}\d{6}$/.test(code)
