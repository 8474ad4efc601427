/**
 * The allow-list: what each element of a book may become on our pages. What is in none of these sets is taken apart and
 * its words are kept; what is in `UNSEEN` a reader never saw.
 */

/** Kept as they are. */
export const INLINE: ReadonlySet<string> = new Set(
  'abbr b bdi bdo cite code del dfn em i ins kbd mark q rb rp rt rtc ruby s samp small span strong sub sup time u var'.split(
    ' ',
  ),
)

/** Of HTML 4 and earlier, and what they are now; '' takes the element apart. */
export const RENAMED: ReadonlyMap<string, string> = new Map([
  ['acronym', 'abbr'],
  ['big', ''],
  ['strike', 's'],
  ['tt', 'code'],
  ['font', ''],
  ['nobr', ''],
  ['basefont', ''],
  ['blink', ''],
  ['data', ''],
  ['output', ''],
  ['meter', ''],
  ['progress', ''],
])

/** Begin a paragraph of their own wherever they stand. */
export const BLOCKS: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure ' +
    'footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav noscript ol optgroup p pre search ' +
    'section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
)

/** Nothing of these is ever shown. */
export const UNSEEN: ReadonlySet<string> = new Set(
  'area base colgroup col datalist frame frameset head keygen link map meta param script source style template title track'.split(
    ' ',
  ),
)

export const VOID: ReadonlySet<string> = new Set('br col hr img source track wbr'.split(' '))

export const HEADINGS: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'])

/** Attributes kept on inline elements, each with what it must look like. */
export const INLINE_ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  abbr: { title: /./ },
  dfn: { title: /./ },
  time: { datetime: /^[\w.:+\- ]{1,40}$/ },
  ins: { datetime: /^[\w.:+\- ]{1,40}$/ },
  del: { datetime: /^[\w.:+\- ]{1,40}$/ },
}
