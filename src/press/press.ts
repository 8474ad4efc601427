import type { Language, TextFace } from '#web'

/** Who publishes on this site. Several may share one installation; each is a folder with a `press.yaml`. */
export type Press = {
  /** Its folder's name, and its place on the common host: `/press/<slug>`. */
  readonly slug: string
  readonly name: string
  readonly shortName: string
  /** Who runs the site: "Published online by …". Not the imprint on a book. */
  readonly onlinePublisher: string
  /** `books.aldine.example`: its own host; null: a place on the common one. */
  readonly host: string | null
  /** The file of its own mark inside its folder, read; null: the house's mark. */
  readonly mark: string | null
  readonly face: TextFace
  /** Proved to stand clear of the paper; null: the house's rubric. */
  readonly colours: { readonly light: string; readonly dark: string } | null
  readonly languages: readonly Language[]
  /** A sentence under its name on the front page. */
  readonly lead: Words | null
  readonly about: Words | null
  /** A word to everyone, above every page. */
  readonly notice: Words | null
  readonly contact: Contact
  /** Whom to write to when a page or a file cannot be used. */
  readonly accessibility: { readonly contact: string; readonly statement: Words | null }
  readonly policies: Readonly<Record<PolicyName, Policy>>
  /** As it stands on receipts and invoices, where that is another than the press itself. */
  readonly seller?: Seller
  /** Each page of a PDF that is taken away says whose copy it is and since when. Absent: no. */
  readonly stamp?: boolean
  /** How its books are mailed to Kindles. Absent: from the site's own sender. */
  readonly kindle?: KindlePolicy
  /** What it asks of the records of its chapters; see the slice `record`. */
  readonly record?: RecordPolicy
}

export type RecordPolicy = {
  readonly conflicts?: 'block' | 'warn'
  readonly review?: 'none' | 'required'
  readonly visibility?: 'public' | 'with-access'
}

export type KindlePolicy = {
  /** The address readers approve at Amazon; null: the site's own. */
  readonly sender: string | null
  /** `open-only`: what everybody may read, and nothing else. */
  readonly offered: boolean | 'open-only'
}

export type Seller = {
  readonly name: string | null
  readonly postal: string | null
  /** For value added tax and the like. */
  readonly taxNumber: string | null
}

/** The same in each language it was written in; the first stands for those it was not. */
export type Words = Readonly<Partial<Record<Language, string>>>

export type Contact = {
  /** An e-mail or web address. */
  readonly address: string
  readonly postal: string | null
  readonly rights: string | null
}

export const POLICY_NAMES = ['usage', 'privacy', 'terms'] as const
export type PolicyName = (typeof POLICY_NAMES)[number]

export type Policy = {
  /** What a reader agrees to is this version and no other. */
  readonly version: string
  /** Null: the house's own text. */
  readonly text: Words | null
}

export const wordsIn = (words: Words, language: Language): string | null =>
  words[language] ?? Object.values(words)[0] ?? null
