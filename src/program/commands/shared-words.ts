/** What several commands say alike. */

export const JSON_LINES = ['--json', 'one line of JSON for each'] as const

export const OPENS = `
What is opened is a book or a chapter by its id (“chapterhouse list” prints them), by the address of its page or by its DOI;
collection:NAME for a collection (“chapterhouse collection list”); press:NAME for all that a press publishes.`

export const DAYS = 'Days are by UTC and written 2027-03-31; an end is the last day on which it holds.'
