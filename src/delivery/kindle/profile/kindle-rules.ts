/**
 * What a Kindle copy of a book must be, rule by rule. Each stands for a cause of Amazon's answer “E999 – Send to Kindle Internal
 * Error” that presses and readers have found out; Amazon publishes none of them. All but the last three are mended in the copy.
 */
export const KINDLE_RULES = {
  'documents-are-well-formed': 'Every XML document can be parsed, comments and the XML declaration included.',
  'documents-declare-utf-8':
    'Every XML document says first that it is UTF-8; Amazon takes silence for Latin-1.',
  'links-do-not-name-the-body': 'No link leads to the id of a body element.',
  'links-lead-somewhere': 'Every link inside the book leads to a file and an element that are there.',
  'language-is-known-to-kindle': 'The first language of the book is one that Kindle publishes in.',
  'identifier-is-the-declared-one':
    'The unique identifier is one of the identifiers, and the NCX repeats it.',
  'identifiers-are-not-of-shops': 'No identifier is an ASIN or the number of a book in calibre.',
  'pictures-have-a-source': 'Every picture names a file that is there.',
  'pictures-are-jpeg-png-or-gif': 'Every picture is of a kind that Kindle draws; the cover among them.',
  'pictures-are-what-they-are-called': 'A picture’s name and media type say what it is.',
  'pictures-are-light': 'No picture is larger than 2 MB.',
  'alternative-text-is-not-empty': 'No picture has an alternative text of no characters (E21018).',
  'book-runs-no-scripts': 'No script, no handler of events and no javascript: address.',
  'fonts-are-plain': 'Nothing in the container is obfuscated or encrypted.',
  'styles-are-closed': 'Every brace of a style sheet has its fellow.',
  'imports-come-first': 'No @import stands after another rule, where it counts for nothing.',
  'styles-are-shared': 'Documents do not repeat the same long style sheet inside them.',
  'hidden-text-is-short': 'No more than 10,000 characters are hidden by display: none.',
  'ncx-points-are-numbered': 'Every point of the NCX has an id of its own and the next number in order.',
  'amazon-left-no-marks': 'No attribute tells that Amazon’s tools had the file before.',
  'reading-order-is-of-documents': 'The reading order holds XHTML documents alone.',
  'pages-are-not-fixed': 'The text flows; a book of fixed pages is sent as a PDF or not at all.',
  'file-fits': 'The file is no larger than Amazon and the mail servers on the way take.',
} as const

export type KindleRule = keyof typeof KINDLE_RULES

/** A rule that did not hold: mended in the copy, or found by the look over it. */
export type KindleFinding = { readonly rule: KindleRule; readonly file: string; readonly message: string }

/** Amazon's converter gives up beyond it. */
export const MOST_HIDDEN = 10_000
export const MOST_PICTURE_BYTES = 2_000_000
/** From this length on, a style sheet that two documents repeat is worth a file. */
export const LEAST_SHARED_STYLE = 1_000
