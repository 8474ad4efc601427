/**
 * What stands under "Summary", and truly what kind of thing it is: an abstract somebody supplied, the opening of the
 * text cut at a sentence, or an image of the first page.
 */
export type Summary =
  | { readonly kind: 'abstract'; readonly paragraphs: readonly string[]; readonly language: string | null }
  | { readonly kind: 'extract'; readonly paragraphs: readonly string[]; readonly language: string | null }
  | { readonly kind: 'first-page'; readonly image: Media; readonly alternativeText: string }
  | { readonly kind: 'none' }

/** A picture, sound or film kept by the hash of its bytes. */
export type Media = {
  /** `<sha256 in hex>.<extension>`: how the files store and addresses name it. */
  readonly name: string
  readonly mediaType: string
  readonly bytes: number
  /** In CSS pixels; null when it is no picture, or its size could not be read. */
  readonly width: number | null
  readonly height: number | null
}
