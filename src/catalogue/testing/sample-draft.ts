/** Drafts for tests and for the growth bench: whole, small, and different where a test says so. */
import { createHash } from 'node:crypto'
import type {
  BlockKind,
  BookDraft,
  BookMetadata,
  ChapterDraft,
  ChapterMetadata,
  Contributor,
  DraftText,
  Media,
} from '#book'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

export const contributor = (name: string, more: Partial<Contributor> = {}): Contributor => {
  const familyName = name.split(' ').at(-1) ?? name
  const givenName = name.split(' ').slice(0, -1).join(' ')
  return {
    ...{
      name,
      familyName,
      givenName,
      sortName: `${familyName}, ${givenName}`,
      kind: 'person',
      role: 'author',
    },
    ...{ orcid: null, affiliations: [], otherScripts: [], ...more },
  }
}

export const media = (text: string, more: Partial<Media> = {}): Media => ({
  name: `${sha256(text)}.png`,
  mediaType: 'image/png',
  bytes: text.length,
  ...{ width: 600, height: 400, ...more },
})

/** A line is a paragraph; `# …` a heading, `[…]` a note, `@12` a print page, `---` begins a further section. */
export function text(lines: readonly string[]): DraftText {
  const sections = [{ html: '' }]
  const blocks: DraftText['blocks'][number][] = []
  const headings: DraftText['headings'][number][] = []
  const pageMarkers: DraftText['pageMarkers'][number][] = []
  for (const line of lines) {
    if (line === '---') {
      sections.push({ html: '' })
      continue
    }
    const block = blocks.length
    const { kind, words } = readLine(line)
    const label = kind === 'page' ? { label: words } : {}
    blocks.push({ kind, hash: sha256(`${kind} ${words}`).slice(0, 16), section: sections.length, ...label })
    if (kind === 'heading') headings.push({ level: 2, text: words, block })
    if (kind === 'page') pageMarkers.push({ label: words, block })
    const last = sections.at(-1)
    if (last) last.html += `<${TAGS[kind]} id="b:${block}">${words}</${TAGS[kind]}>\n`
  }
  const notes = blocks.filter((block) => block.kind === 'note').length
  const plain = lines.join('\n')
  return {
    ...{ sections, blocks, headings, pageMarkers, plain },
    facts: {
      words: plain.split(/\s+/).length,
      ...{ notes, figures: 0, tables: 0, formulas: 0, sections: sections.length, writing: 'horizontal' },
    },
  }
}

function readLine(line: string): { readonly kind: BlockKind; readonly words: string } {
  if (line.startsWith('# ')) return { kind: 'heading', words: line.slice(2) }
  if (line.startsWith('@')) return { kind: 'page', words: line.slice(1) }
  if (line.startsWith('[')) return { kind: 'note', words: line.slice(1, -1) }
  return { kind: 'paragraph', words: line }
}

const TAGS: Readonly<Record<BlockKind, string>> = {
  ...{ paragraph: 'p', heading: 'h2', note: 'aside', figure: 'figure', table: 'table', formula: 'div' },
  ...{ page: 'span', other: 'div' },
}

export const chapter = (
  title: string,
  lines: readonly string[] | DraftText | null = [`${title} begins here.`, 'It goes on.', `${title} ends.`],
  more: Partial<ChapterMetadata> & Partial<Omit<ChapterDraft, 'metadata' | 'text'>> = {},
): ChapterDraft => {
  const { parent = null, depth = 0, source = null, alsoHolds = [], media = [], ...metadata } = more
  return {
    ...{ parent, depth, source, alsoHolds, media },
    text: lines === null ? null : 'blocks' in lines ? lines : text(lines),
    metadata: {
      ...{ type: 'chapter', label: null, title, subtitle: null, language: 'en', direction: 'ltr' },
      ...{ contributors: [], doi: null, pages: null, firstOnline: null, summary: { kind: 'none' } },
      ...{ keywords: [], rights: null, funding: [], openness: 'open', prices: [], ...metadata },
    },
  }
}

export const metadata = (title: string, more: Partial<BookMetadata> = {}): BookMetadata => ({
  ...{ title, subtitle: null, sortTitle: title, languages: ['en'], direction: 'ltr' },
  contributors: [contributor('Ada Marsh')],
  identifiers: { key: `urn:test:${title.toLowerCase()}`, isbns: [], doi: null, others: [] },
  ...{ edition: null, series: [], subjects: [], imprint: 'Aldine', printYear: 2020, firstOnline: null },
  summary: { kind: 'abstract', paragraphs: [`What ${title} is about.`], language: 'en' },
  rights: { statement: null, holder: null, licence: null, contact: null },
  funding: [],
  accessibility: {
    ...{ accessModes: [], accessModesSufficient: [], features: [], hazards: [], summary: null },
    ...{ conformsTo: [], certifiedBy: null, certifierReport: null, certifierCredential: null },
  },
  ...{ pageCount: null, openness: 'open', prices: [], cover: null, layout: 'reflowable', ...more },
})

export type DraftOptions = Partial<Omit<BookDraft, 'metadata'>> & {
  readonly metadata?: Partial<BookMetadata>
}

/** Its parcel hash follows from all the rest, as that of a real parcel does. */
export function draft(title: string, options: DraftOptions = {}): BookDraft {
  const { metadata: details = {}, ...more } = options
  const whole: BookDraft = {
    metadata: metadata(title, details),
    chapters: [chapter('One'), chapter('Two')],
    ...{ formats: [], media: [], attachments: [], issues: [], versionNote: null, parcelHash: '', ...more },
  }
  return { ...whole, parcelHash: more.parcelHash ?? sha256(JSON.stringify(whole)) }
}
