/**
 * The words and things of an EPUB as its files have them, counted without the code that reads books: tags are found by a
 * simple pattern. `inventoryWords` counts as INVENTORY.tsv was counted: every XHTML file of the container, tags taken for
 * spaces, head and comments included.
 */
import { parseFragment } from 'parse5'
import { wordsOf } from './count-html.ts'

export type SourceCount = {
  readonly words: readonly string[]
  readonly noterefs: number
  readonly tables: number
  readonly images: number
  readonly formulas: number
  readonly pageBreaks: number
}

export const inventoryWords = (markup: string): number =>
  markup
    .replace(/<[^>]+>/gs, ' ')
    .split(/[^\S\ufeff]+/)
    .filter((word) => word !== '').length

export const bodyOf = (markup: string): string => /<body.*<\/body\s*>/s.exec(markup)?.[0] ?? ''

export function inventoryCounts(markup: string): Omit<SourceCount, 'words'> {
  const times = (pattern: RegExp): number => markup.match(pattern)?.length ?? 0
  return {
    noterefs: times(/epub:type="[^"]*noteref/g),
    tables: times(/<table/g),
    images: times(/<img|<image|<svg:image/g),
    formulas: times(/<(?:\w+:)?math[ >]/g),
    pageBreaks: times(/epub:type="[^"]*pagebreak/g),
  }
}

const INLINE = new Set(
  (
    'a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark nobr q rb rp rt rtc ruby s samp small span ' +
    'strike strong sub sup time tt u var wbr img input'
  ).split(' '),
)

const UNSEEN =
  /<((?:[\w-]+:)?(?:script|style|template|head|annotation|annotation-xml))(?=[\s>])[^>]*(?<!\/)>.*?<\/\1\s*>/gs

/** What stands in the body of a document. */
export function sourceCount(markup: string): SourceCount {
  const plain = markup
    .replace(/<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>[]*(\[.*?\])?[^>]*>/gs, '')
    .replace(/<!\[CDATA\[(.*?)\]\]>/gs, (_, text: string) =>
      text.replace(/&/g, '&amp;').replace(/</g, '&lt;'),
    )
    .replace(UNSEEN, '')
  const body = /<body[^>]*>(.*)<\/body/s.exec(plain)?.[1] ?? plain
  const text = body.replace(/<\/?(?:[\w-]+:)?([\w-]+)(?:"[^"]*"|'[^']*'|[^>"'])*>/g, (_, name: string) =>
    INLINE.has(name) ? '' : ' ',
  )
  const times = (pattern: RegExp): number => body.match(pattern)?.length ?? 0
  return {
    words: wordsOf(decode(text)),
    noterefs: times(/<a\s[^>]*(?:epub:type\s*=\s*["'][^"']*noteref|role\s*=\s*["'][^"']*doc-noteref)/g),
    tables: times(/<table[\s>]/g),
    images: times(/<(?:\w+:)?(?:img|image)[\s>/]/g),
    formulas: times(/<(?:\w+:)?math[\s>]/g),
    pageBreaks: times(/<[^>]*?(?:epub:type\s*=\s*["'][^"']*pagebreak|role\s*=\s*["'][^"']*doc-pagebreak)/g),
  }
}

const decode = (text: string): string =>
  text.replace(/&[#\w]+;/g, (entity) => {
    const [node] = parseFragment(entity).childNodes
    return node !== undefined && node.nodeName === '#text' && 'value' in node ? node.value : entity
  })
