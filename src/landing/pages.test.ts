import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { HtmlValidate } from 'html-validate'
import { renderLayout } from '#web'
import { bookPageExamples } from './book-page.examples.ts'
import { renderBookPage } from './book-page.ts'
import { chapterPageExamples } from './chapter-page.examples.ts'
import { renderChapterPage } from './chapter-page.ts'
import { renderGonePage } from './error-page.ts'
import { gonePageExamples } from './lists.examples.ts'
import { pageExhibits } from './page-exhibits.examples.ts'
import { brand } from './sample-shelf.examples.ts'

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  // Templates end lines as they please; titles come from books.
  rules: { 'no-trailing-whitespace': 'off', 'long-title': 'off' },
})

describe('every page, in every state', () => {
  for (const { name, example, page } of pageExhibits)
    it(`is valid, with one first heading and nothing half said: ${name}, ${example}`, async () => {
      const { text } = renderLayout(page(brand))
      const report = await validator.validateString(text)
      assert.deepEqual(
        report.results.flatMap(({ messages }) => messages.map(({ message, line }) => `${line}: ${message}`)),
        [],
      )
      assert.equal(text.match(/<h1[\s>]/g)?.length, 1)
      assert.doesNotMatch(text, /undefined|\[object|NaN|\sstyle="|\son\w+="/)
    })
})

const example = (name: string) => {
  const page = chapterPageExamples[name]
  assert.ok(page, name)
  return page
}
const chapterText = (name: string): string => renderChapterPage(example(name)).text
const words = (text: string): string => text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

const inOrder = (text: string, ...parts: readonly string[]) => {
  let from = 0
  for (const part of parts) {
    const at = text.indexOf(part, from)
    assert.ok(at >= 0, `“${part}” stands after what comes before it`)
    from = at + part.length
  }
}

describe('a chapter page', () => {
  it('keeps the order of chapter-page rows 9 to 24, and answers row 50 after them', () =>
    inOrder(
      words(chapterText('closed')),
      '3 – What the Vault Does to a Voice',
      'Published online by Aldine House Press Online:',
      '2 March 2026',
      'Ines Marchetti',
      'Affiliation',
      'Get access',
      'Summary',
      'A reader in an octagonal room',
      'Type Chapter',
      'Information',
      'Rooms for Reading Aloud',
      'Chapter Houses and Their Listeners',
      'pp. 81–118',
      'Publisher',
      'Aldine House',
      'Print publication year',
      '2025',
      'Access options',
      'Contents',
      'Cite this chapter',
      'Share',
      'Rights',
      'Keywords',
      'Subjects',
      'Funding',
      'Accessibility of the files',
      'Versions and corrections',
      'Previous',
      'Next',
    ))

  it('lets the text follow the facts where it may be read, and the apparatus the text', () =>
    inOrder(
      words(chapterText('open')),
      'Information',
      'Full text',
      'Anyone who has read aloud',
      'Cite this chapter',
    ))

  it('offers access only to whom it is denied', () => {
    assert.match(chapterText('closed'), /href="#access-options"[\s\S]*id="access-options"/)
    assert.doesNotMatch(chapterText('open'), /access-options/)
  })

  it('shows no word of a text that may not be read', () =>
    assert.doesNotMatch(chapterText('closed'), /Anyone who has read aloud/))

  it('keeps the number apart from the title', () => {
    assert.match(chapterText('closed'), /<span class="numeral">3<\/span>/)
    assert.match(words(chapterText('closed')), /“What the Vault Does to a Voice”, in Rooms/)
  })

  it('labels its summary for what it is', () => {
    assert.match(words(chapterText('closed')), /Summary : Abstract/)
    assert.match(words(chapterText('a long German title')), /Summary : Extract/)
    assert.match(words(chapterText('metadata alone, with a content issue')), /supplied no summary/)
  })

  it('tells the editors of the volume from the authors of the chapter', () =>
    inOrder(
      words(chapterText('closed')),
      'Ines Marchetti',
      'Information',
      'Edited by',
      'Maud Ellery',
      'Tomás Iriarte',
    ))

  it('tags the language of the book apart from that of the page', () => {
    assert.match(chapterText('an Arabic title'), /<span class="title" lang="ar" dir="rtl">/)
    assert.match(chapterText('a Japanese title'), /summary-words" lang="ja"/)
    assert.match(words(chapterText('in French')), /Résumé : Résumé fourni/)
  })

  it('says what the press wrote as text, whatever it wrote', () => {
    const text = chapterText('hostile words')
    assert.doesNotMatch(text, /<script|<img src=x|<svg onload|<i>Eve/)
    assert.match(text, /&lt;script&gt;alert\(&quot;title&quot;\)/)
  })

  it('gives an initial only to letters that can bear one', () => {
    assert.match(chapterText('closed'), /summary-words initial"/)
    assert.doesNotMatch(chapterText('an Arabic title'), /initial"/)
    assert.doesNotMatch(chapterText('a chapter of three lines'), /initial"/)
  })

  it('goes on at a further page without saying everything again', () => {
    const text = words(chapterText('a further page of a long text'))
    inOrder(
      text,
      'What the Vault Does to a Voice',
      'Page 2 of 3',
      'Text, page 1',
      'Text, page 3',
      'Cite this chapter',
    )
    assert.doesNotMatch(text, /Summary/)
  })

  it('cuts a crowd of authors short in its citation, and nowhere else', () => {
    const text = words(chapterText('forty contributors'))
    assert.match(text, /Ada Brandt and others, “The Reading Rooms Survey”/)
    assert.match(text, /Nadia Ortega/)
  })
})

describe('a book page', () => {
  const textOf = (name: string): string => {
    const page = bookPageExamples[name]
    assert.ok(page, name)
    return renderBookPage(page).text
  }

  it('is a table of contents first, with parts, numbers, pages and access by word', () =>
    inOrder(
      words(textOf('partly open')),
      'Rooms for Reading Aloud',
      'Contents',
      'Partly open',
      'I The Room',
      '1 Eight Walls',
      'Henrike Vos',
      'Closed',
      '25',
      'Summary',
      'Information',
      '9780000000019',
      'Access options',
    ))

  it('sends the reader to the first text that is open', () =>
    assert.match(textOf('partly open'), /class="act" href="\/chapters\/preface\//))

  it('offers the whole file only where it may be taken', () => {
    assert.match(words(textOf('all open')), /The whole book as EPUB.*6\.3 MB/)
    assert.doesNotMatch(textOf('partly open'), /\/files\//)
  })

  it('stands without contents, cover or summary', () =>
    assert.match(words(textOf('a record without files')), /has not sent a table of contents/))
})

describe('a tombstone', () => {
  it('keeps the record, says why, and leads to the book that is still there', () => {
    const page = gonePageExamples['a withdrawn chapter']
    assert.ok(page)
    const { text } = renderGonePage(page)
    inOrder(
      words(text),
      'This chapter has been withdrawn',
      '3 – What the Vault',
      '1 June 2026',
      'Ines Marchetti',
      'could not be repeated',
    )
    assert.match(text, /href="\/books\/rooms-for-reading-aloud\//)
  })
})
