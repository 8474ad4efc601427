/** The head of a page, rule by rule of standards.md §2. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { type Product, sampleBook, sampleChapter, samplePerson } from '#book'
import { chapterOf, factsOf, open } from '../samples/facts.ts'
import { renderCoins, renderContentsCoins } from './render-coins.ts'
import { renderHeadTags, toScriptJson } from './render-head-tags.ts'

type Element = DefaultTreeAdapterTypes.Element

const elementsOf = (html: string): Element[] => {
  const walk = (nodes: readonly DefaultTreeAdapterTypes.ChildNode[]): Element[] =>
    nodes.flatMap((node) => ('tagName' in node ? [node, ...walk(node.childNodes)] : []))
  return walk(parse(`<!DOCTYPE html><html><head>${html}</head><body></body></html>`).childNodes)
}

const attribute = (element: Element, name: string) => element.attrs.find((one) => one.name === name)?.value

/** Names and contents of the meta tags, in order. */
const metas = (html: string): [name: string, content: string][] =>
  elementsOf(html).flatMap((element) => {
    const name = attribute(element, 'name') ?? attribute(element, 'property')
    return element.tagName === 'meta' && name !== undefined
      ? [[name, attribute(element, 'content') ?? '']]
      : []
  })

const head = (facts: Parameters<typeof factsOf>[0] = {}) => {
  const html = renderHeadTags(factsOf(facts)).text
  const tags = metas(html)
  return {
    html,
    tags,
    all: (name: string) => tags.flatMap(([one, content]) => (one === name ? [content] : [])),
  }
}

const jsonLd = (html: string) => {
  const script = elementsOf(html).find((element) => element.tagName === 'script')
  const [text] = script?.childNodes ?? []
  return JSON.parse(text !== undefined && 'value' in text ? text.value : 'null')['@graph']
}

describe('Highwire tags of a chapter', () => {
  const { tags, all } = head()

  it('name the chapter alone as the title, and the book as what it is in', () => {
    assert.deepEqual(all('citation_title'), ['The Pilots of the Sound'])
    assert.deepEqual(all('citation_inbook_title'), ['Harbours in Winter: Trade and Ice in the Northern Seas'])
  })

  it('never name a journal', () => {
    assert.deepEqual(
      tags.filter(([name]) => name.startsWith('citation_journal')),
      [],
    )
  })

  it('put every author as "Family, Given", followed at once by institutions and ORCID', () => {
    const names = tags.map(([name]) => name)
    const first = names.indexOf('citation_author')
    assert.deepEqual(tags.slice(first, first + 6), [
      ['citation_author', 'Teal, Mary'],
      ['citation_author_institution', 'Institute of Ice'],
      ['citation_author_institution', 'Museum of Sledges'],
      ['citation_author_orcid', 'https://orcid.org/0000-0002-1825-0097'],
      ['citation_author', 'Berg, Jonas'],
      ['citation_author_institution', 'Institute of Ice'],
    ])
  })

  it('give the print year, and the day online as YYYY/MM/DD', () => {
    assert.deepEqual(all('citation_publication_date'), ['2019'])
    assert.deepEqual(all('citation_online_date'), ['2019/05/03'])
  })

  it('give the day where nothing was printed', () => {
    const neverPrinted = chapterOf({ book: { printYear: null } })
    assert.deepEqual(head({ product: neverPrinted }).all('citation_publication_date'), ['2019/05/03'])
  })

  it('give one ISBN per format, the pages, the imprint, the DOI, the language, the editors and the series', () => {
    assert.deepEqual(all('citation_isbn'), ['9780000000019', '9780000000026'])
    assert.deepEqual([all('citation_firstpage'), all('citation_lastpage')], [['101'], ['128']])
    assert.deepEqual(all('citation_publisher'), ['Larkspur University Press'])
    assert.deepEqual(all('citation_doi'), ['10.5555/harbours.3'])
    assert.deepEqual(all('citation_language'), ['en-GB'])
    assert.deepEqual(all('citation_editor'), ['Wren, Ada'])
    assert.deepEqual(
      [all('citation_series_title'), all('citation_volume')],
      [['Studies in Cold Water'], ['7']],
    )
    assert.deepEqual(all('citation_keywords'), ['pilots', 'Sound, the'])
    assert.deepEqual(all('gs_meta_revision'), ['1.1'])
  })

  it('point at the abstract on the page, and at the full text only where it may be read', () => {
    const page = 'https://books.example.org/chapters/the-pilots-of-the-sound/pi10ts0000000000'
    assert.deepEqual(all('citation_abstract_html_url'), [page])
    assert.deepEqual(all('citation_fulltext_html_url'), [page])
    assert.deepEqual(head({ access: 'closed' }).all('citation_fulltext_html_url'), [])
  })

  it('name a PDF only when it may be read, is the chapter’s own, beside the page and below 5 MB', () => {
    const path = '/chapters/the-pilots-of-the-sound/pi10ts0000000000.pdf'
    const pdf = { mediaType: 'application/pdf', path, bytes: 4_000_000 }
    assert.deepEqual(head({ files: [pdf] }).all('citation_pdf_url'), [`https://books.example.org${path}`])
    assert.deepEqual(head({ files: [pdf], access: 'closed' }).all('citation_pdf_url'), [])
    assert.deepEqual(head({ files: [{ ...pdf, bytes: 6_000_000 }] }).all('citation_pdf_url'), [])
    assert.deepEqual(head({ files: [{ ...pdf, path: '/files/x/book.pdf' }] }).all('citation_pdf_url'), [])
    assert.deepEqual(all('citation_pdf_url'), [])
  })

  it('give a chapter that names nobody to the authors of its book', () => {
    const product = chapterOf({
      chapter: { contributors: [] },
      book: { contributors: [samplePerson('Tomas', 'Reed')] },
    })
    assert.deepEqual(head({ product }).all('citation_author'), ['Reed, Tomas'])
  })
})

describe('Highwire tags of a book', () => {
  const { all } = head({ product: { kind: 'book', book: chapterOf({}).book } })

  it('name the book as the title, and nothing that it is in', () => {
    assert.deepEqual(all('citation_title'), ['Harbours in Winter: Trade and Ice in the Northern Seas'])
    assert.deepEqual(all('citation_inbook_title'), [])
    assert.deepEqual(all('citation_isbn'), ['9780000000019', '9780000000026'])
    assert.deepEqual(all('citation_firstpage'), [])
    assert.deepEqual(all('DC.type'), ['Book'])
  })
})

describe('Dublin Core and Open Graph', () => {
  const { html, all } = head()

  it('say what the chapter is and what it is part of', () => {
    assert.deepEqual(all('DC.type'), ['Chapter'])
    assert.deepEqual(all('DC.creator'), ['Teal, Mary', 'Berg, Jonas'])
    assert.deepEqual(all('DC.identifier'), ['10.5555/harbours.3'])
    assert.deepEqual(all('DC.isPartOf'), ['https://doi.org/10.5555/harbours'])
    assert.deepEqual(all('DC.rights'), ['https://creativecommons.org/licenses/by/4.0/'])
    assert.match(all('DCTERMS.bibliographicCitation')[0] ?? '', /In: Harbours in Winter.*, pp\. 101–128\./)
    assert.match(html, /<link rel="schema.DC" href="http:\/\/purl\.org\/dc\/elements\/1\.1\/">/)
  })

  it('never call a chapter a book, which would make Zotero save the book', () => {
    assert.deepEqual(all('og:type'), ['article'])
    assert.deepEqual(head({ product: { kind: 'book', book: chapterOf({}).book } }).all('og:type'), ['book'])
  })

  it('show the cover by its whole address', () => {
    assert.deepEqual(all('og:image'), ['https://books.example.org/covers/b00k000000000000/cover.jpg'])
  })

  it('have one canonical address, whatever language and press the page is shown in', () => {
    const { html: french } = head({
      place: { origin: 'https://books.example.org', base: '/press/aldine', language: 'fr' },
    })
    const canonical = /<link rel="canonical" href="([^"]+)">/
    assert.equal(canonical.exec(french)?.[1], canonical.exec(html)?.[1])
  })
})

describe('a further page of a long text', () => {
  it('is its own address, since its words stand nowhere else, and cites the chapter', () => {
    const { html, all } = head({ section: 3 })
    assert.match(html, /<link rel="canonical" href="[^"]+\/pi10ts0000000000\/3">/)
    assert.match(all('citation_abstract_html_url')[0] ?? '', /\/pi10ts0000000000$/)
  })
})

describe('JSON-LD', () => {
  const [chapter, breadcrumbs] = jsonLd(head().html)

  it('is a Chapter that is part of a Book', () => {
    assert.equal(chapter['@type'], 'Chapter')
    assert.equal(chapter['@id'], 'https://doi.org/10.5555/harbours.3')
    assert.equal(chapter.pagination, '101-128')
    assert.equal(chapter.position, '3')
    assert.equal(chapter.author[0].sameAs, 'https://orcid.org/0000-0002-1825-0097')
    assert.equal(chapter.author[0].affiliation[0].name, 'Institute of Ice')
    assert.equal(chapter.isPartOf['@type'], 'Book')
    assert.deepEqual(chapter.isPartOf.isbn, ['9780000000019', '9780000000026'])
    assert.equal(chapter.isPartOf.isPartOf['@type'], 'BookSeries')
    assert.deepEqual(chapter.accessibilityFeature, ['alternativeText', 'tableOfContents'])
  })

  it('says that an open chapter is free and where its file is', () => {
    assert.equal(chapter.isAccessibleForFree, true)
    assert.equal(chapter.hasPart, undefined)
    assert.equal(chapter.encoding.encodingFormat, 'application/epub+zip')
  })

  it('says what of a closed chapter stands behind the wall', () => {
    const [closed] = jsonLd(head({ access: 'closed', files: [] }).html)
    assert.equal(closed.isAccessibleForFree, false)
    assert.deepEqual(closed.hasPart, {
      '@type': 'WebPageElement',
      isAccessibleForFree: false,
      cssSelector: '.access-options',
    })
    assert.equal(closed.encoding, undefined)
  })

  it('tells the way down to the page', () => {
    assert.deepEqual(
      breadcrumbs.itemListElement.map((step: { name: string }) => step.name),
      ['Larkspur', 'Harbours in Winter', 'The Pilots of the Sound'],
    )
  })

  it('parses and cannot close its script, whatever a title holds', async () => {
    const odd = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.constantFrom(
        '</script><script>alert(1)</script>',
        '<!--<script>',
        ']]>',
        '\u2028',
        '&quot;',
        '\\u003c/',
      ),
    )
    await fc.assert(
      fc.property(odd, odd, (title, name) => {
        const product: Product = chapterOf({
          chapter: { title, contributors: [samplePerson(name, name)] },
          book: { title: name },
        })
        const { html } = head({ product })
        const scripts = elementsOf(html).filter((element) => element.tagName === 'script')
        assert.equal(scripts.length, 1)
        // What a JSON text cannot hold (a lone surrogate) is the one thing that may change.
        const [it] = jsonLd(html)
        assert.equal(it.name.isWellFormed() ? it.name : title, title)
        assert.equal(elementsOf(html).filter((element) => element.tagName === 'body').length, 1)
      }),
    )
  })

  it('holds no sign that could end a script', async () => {
    await fc.assert(
      fc.property(fc.json(), (json) => {
        const written = toScriptJson(JSON.parse(json)).text
        assert.doesNotMatch(written, /[<>&\u2028\u2029]/)
        assert.deepEqual(JSON.parse(written), JSON.parse(json))
      }),
    )
  })
})

describe('COinS', () => {
  const read = (html: string) => {
    const title = attribute(
      elementsOf(html).find((element) => element.tagName === 'span') as Element,
      'title',
    )
    return new URLSearchParams(title)
  }

  it('offer a chapter as an item of its book', () => {
    const coins = read(renderCoins(chapterOf({}), 'https://books.example.org').text)
    assert.equal(coins.get('rft_val_fmt'), 'info:ofi/fmt:kev:mtx:book')
    assert.equal(coins.get('rft.genre'), 'bookitem')
    assert.equal(coins.get('rft.atitle'), 'The Pilots of the Sound')
    assert.equal(coins.get('rft.btitle'), 'Harbours in Winter: Trade and Ice in the Northern Seas')
    assert.deepEqual([coins.get('rft.aulast'), coins.get('rft.aufirst')], ['Teal', 'Mary'])
    assert.deepEqual(coins.getAll('rft.au'), ['Mary Teal', 'Jonas Berg'])
    assert.equal(coins.get('rft.pages'), '101-128')
    assert.equal(coins.get('rft.date'), '2019')
    assert.equal(coins.get('rft_id'), 'info:doi/10.5555/harbours.3')
  })

  it('offer each chapter on the page of a book', () => {
    const book = sampleBook({ title: 'A', contributors: [samplePerson('Tomas', 'Reed')] })
    const entry = sampleChapter({ title: 'One & Two' })
    const coins = read(renderContentsCoins(entry, book, 'https://books.example.org/chapters/x').text)
    assert.equal(coins.get('rft.atitle'), 'One & Two')
    assert.deepEqual(coins.getAll('rft.au'), ['Tomas Reed'])
    assert.equal(coins.get('rft_id'), 'https://books.example.org/chapters/x')
  })
})

describe('what an open page costs', () => {
  it('is far below a millisecond', () => {
    const facts = factsOf({ access: open })
    for (let i = 0; i < 300; i++) renderHeadTags(facts)
    const start = performance.now()
    for (let i = 0; i < 300; i++) renderHeadTags(facts)
    assert.ok((performance.now() - start) / 300 < 2)
  })
})
