/**
 * The shapes of an EPUB once read. Words are those of EPUB 3.3 (https://www.w3.org/TR/epub-33/) and OPF 2.0.1.
 * Paths are container-root-relative, percent-decoded and normalised ("EPUB/text/ch1.xhtml"): never an address.
 */
import type { XmlElement } from './xml.ts'

/** A fault, by the name of the rule that should hold. See rules.ts for all of them. */
export type EpubIssue = {
  readonly rule: string
  readonly severity: 'error' | 'warning' | 'note'
  /** Path inside the container; '' for the container itself. */
  readonly file: string
  readonly line: number | null
  /** As `<item id="x">`, for people. */
  readonly element: string | null
  readonly message: string
}

/** An opened container. Bytes are inflated on demand, never beyond the limits given to `openEpub`. */
export type EpubContainer = {
  readonly entries: ReadonlyMap<string, EpubEntry>
  /** Inflates one entry. A damaged or lying entry is a failure with a sentence. */
  read(
    path: string,
  ): { readonly ok: true; readonly value: Uint8Array } | { readonly ok: false; readonly error: EpubIssue }
}

export type EpubEntry = { readonly path: string; readonly compressedBytes: number; readonly bytes: number }

export type EpubPackage = {
  readonly container: EpubContainer
  /** Path of the package document. */
  readonly path: string
  /** "2.0", "3.0" … as written. */
  readonly version: string
  readonly metadata: EpubMetadata
  /** By id, in manifest order. */
  readonly manifest: ReadonlyMap<string, ManifestItem>
  readonly spine: readonly SpineItem[]
  readonly pageProgression: 'ltr' | 'rtl' | 'default'
  /** The table of contents: nav (EPUB 3), else NCX, else guide/spine order (then `contentsFrom` says so). */
  readonly contents: readonly ContentsEntry[]
  readonly contentsFrom: 'nav' | 'ncx' | 'spine'
  readonly landmarks: readonly Landmark[]
  readonly pageList: readonly { readonly label: string; readonly target: Target }[]
  readonly layout: 'reflowable' | 'pre-paginated'
  /** Path of the cover image, by `cover-image`, `<meta name="cover">` or the guide. */
  readonly coverImage: string | null
  /** Addresses outside the book that its files mention: recorded, never fetched. */
  readonly remoteResources: readonly { readonly address: string; readonly file: string }[]
  readonly encryption: readonly EncryptedResource[]
  readonly hasMediaOverlays: boolean
  readonly issues: readonly EpubIssue[]
}

export type Target = { readonly path: string; readonly fragment: string | null }

export type ContentsEntry = {
  readonly title: string
  /** Null for a heading without a link. */
  readonly target: Target | null
  readonly children: readonly ContentsEntry[]
}

/** `types`: epub:type values (landmarks) or guide types (EPUB 2). */
export type Landmark = { readonly types: readonly string[]; readonly title: string; readonly target: Target }

export type ManifestItem = {
  readonly id: string
  readonly path: string
  readonly mediaType: string
  readonly properties: readonly string[]
  readonly fallback: string | null
  readonly mediaOverlay: string | null
  /** Set when the item is outside the container. */
  readonly remote: boolean
}

export type SpineItem = {
  readonly item: ManifestItem
  readonly linear: boolean
  readonly properties: readonly string[]
}

/** How an entry is encrypted: an obfuscated font is read, anything else refused. EPUB 3.3 §4.3, META-INF/encryption.xml. */
export type EncryptedResource = {
  readonly path: string
  readonly algorithm: string
  readonly method: 'idpf-obfuscation' | 'adobe-obfuscation' | 'unknown'
}

export type EpubMetadata = {
  readonly uniqueIdentifier: string
  readonly identifiers: readonly { readonly value: string; readonly scheme: string | null }[]
  readonly titles: readonly EpubTitle[]
  readonly languages: readonly string[]
  readonly creators: readonly EpubAgent[]
  readonly contributors: readonly EpubAgent[]
  readonly publisher: string | null
  readonly publisherLanguage: string | null
  readonly dates: readonly { readonly value: string; readonly event: string | null }[]
  readonly modified: string | null
  readonly subjects: readonly {
    readonly value: string
    readonly authority: string | null
    readonly term: string | null
  }[]
  readonly descriptions: readonly string[]
  readonly rights: readonly string[]
  readonly sources: readonly string[]
  readonly collections: readonly {
    readonly title: string
    readonly type: string | null
    readonly position: string | null
    readonly identifier: string | null
  }[]
  /** Every `property → values` and `name → values` not told above, schema: and a11y: among them. */
  readonly properties: ReadonlyMap<string, readonly string[]>
  /** `<link rel>` of the package: rel → hrefs. */
  readonly links: readonly {
    readonly rel: string
    readonly href: string
    readonly mediaType: string | null
  }[]
}

export type EpubTitle = {
  readonly value: string
  /** main, subtitle, short, collection, edition, expanded; null when not refined. */
  readonly type: string | null
  readonly language: string | null
  readonly direction: 'ltr' | 'rtl' | null
  readonly sortAs: string | null
}

export type EpubAgent = {
  readonly name: string
  /** MARC relator codes, in order: "aut", "edt". */
  readonly roles: readonly string[]
  readonly sortAs: string | null
  readonly language: string | null
  readonly direction: 'ltr' | 'rtl' | null
  readonly alternateScripts: readonly { readonly value: string; readonly language: string }[]
}

/**
 * A stretch of the book in reading order. `from` is inclusive, `to` exclusive; an id names the element at which to cut
 * (null: the start of the file). `to: null` runs to the end of the spine.
 */
export type EpubRange = {
  readonly from: { readonly path: string; readonly id: string | null }
  readonly to: { readonly path: string; readonly id: string | null } | null
}

/** One content document of a range, cut to it; `root` is the whole html element with only what lies inside. */
export type CutDocument = { readonly path: string; readonly root: XmlElement }
