/** Why the text of a book differs from its files: each reason names the books, the thing and, where it is known, how many. */
export type Reason = {
  readonly book: RegExp
  readonly what:
    | 'words missing'
    | 'words more'
    | 'noterefs'
    | 'tables'
    | 'images'
    | 'formulas'
    | 'pageBreaks'
    | 'dead links'
    | 'faults'
    | 'html'
    | 'inventory'
    | 'refused'
  readonly count?: number
  readonly detail?: RegExp
  readonly why: string
}

export const REASONS: readonly Reason[] = [
  {
    book: /^childrens-literature$/,
    what: 'words missing',
    count: 105,
    why: 'The navigation document is in the reading order; lists in it marked “hidden” are hidden here too.',
  },
  {
    book: /^childrens-literature$/,
    what: 'noterefs',
    count: 3,
    why: 'Three references to annotations (epub:type annoref) work as references to notes.',
  },
  {
    book: /^haruko-html-jpeg$/,
    what: 'pageBreaks',
    count: 14,
    why: 'The page list names 14 pages that bear no marker in the text; each gets one.',
  },
  {
    book: /^haruko-html-jpeg$/,
    what: 'words more',
    count: 13,
    why: 'The numbers of those 14 pages.',
  },
  {
    book: /^hefty-water$/,
    what: 'words missing',
    count: 8,
    why: 'The case of epub:switch for chemical markup, which no browser shows; its fallback is shown.',
  },
  {
    book: /^internallinks$/,
    what: 'noterefs',
    count: 7,
    why: 'Seven superscript links to the list of notes, and back from it, are references though they do not say so.',
  },
  {
    book: /^internallinks$/,
    what: 'words missing',
    detail: /readium/,
    why: 'The style sheet hides the copy of each note in brackets after its reference; numbers of notes are those of the list.',
  },
  {
    book: /^israelsailing$/,
    what: 'words missing',
    count: 20,
    why: 'Chapter numbers פרק ראשון to פרק עשירי are labels, shown as 1 to 10 before the title.',
  },
  {
    book: /^jlreq-in-japanese$/,
    what: 'words missing',
    count: 4,
    why: 'Chapter numbers 第1章 to 第4章 are labels, shown as 1 to 4 before the title.',
  },
  {
    book: /^linear-algebra$/,
    what: 'words missing',
    count: 6,
    why: 'The navigation document is in the reading order; its list of landmarks is hidden.',
  },
  {
    book: /^linear-algebra$/,
    what: 'inventory',
    count: -2,
    detail: /mathml/,
    why: 'Two of the formulas stand in comments.',
  },
  {
    book: /^moby-dick$/,
    what: 'words missing',
    count: 5,
    why: 'The list of landmarks in its contents is hidden by the style sheet.',
  },
  {
    book: /^regime-anticancer-arabic$/,
    what: 'noterefs',
    count: 1,
    why: 'A superscript link to a note and back is a reference though it does not say so.',
  },
  {
    book: /^wasteland-/,
    what: 'words missing',
    count: 18,
    why: 'Line numbers are written without a space after the last word; here they are words of their own.',
  },
  {
    book: /^wasteland-/,
    what: 'words more',
    why: 'The same words and their line numbers, apart.',
  },
  {
    book: /^epub30-test-0302$/,
    what: 'words missing',
    count: 9,
    why: '“Return to note reference 1 about Chief Joseph” is a link back; the page makes its own. The number of the note is that of its list.',
  },
  {
    book: /^epub30-test-0360$/,
    what: 'inventory',
    count: -1,
    detail: /mathml/,
    why: 'One of the formulas stands in a comment.',
  },
  {
    book: /^(ocf-url_parse-leaking-relative|scr-readingsystem-support|scr-storage-delete|scr-support_origin|scr-support_scrolled-continuous)$/,
    what: 'words missing',
    why: 'These words are hidden until a script shows them; scripts of books are not run.',
  },
  {
    book: /^pub-xml-/,
    what: 'refused',
    why: 'A document of its spine is not well-formed, which a reading system must report; its text cannot be told.',
  },
  {
    book: /^pub-cmt-(mp3|opus)$/,
    what: 'words missing',
    count: 5,
    why: 'What stands inside <audio> is for readers that cannot play it; the sound is there.',
  },
  {
    book: /^(scr-not-support_ccscript-modify-size|scr-readingsystem-support_iframe_svg|sec-untrusted-consent_scripting)$/,
    what: 'words more',
    why: 'A page of the book that only a frame shows is part of the text here, without its scripts.',
  },
]
