/**
 * What a file's own metadata says of its accessibility, in schema.org's words.
 * EPUB Accessibility 1.1 §2; shown by the rules of W3C's Accessibility Metadata Display Guide.
 */
export type AccessibilityMetadata = {
  readonly accessModes: readonly string[]
  readonly accessModesSufficient: readonly (readonly string[])[]
  readonly features: readonly string[]
  readonly hazards: readonly string[]
  readonly summary: string | null
  /** `dcterms:conformsTo`: addresses or the sentences of EPUB Accessibility 1.1 §3.4. */
  readonly conformsTo: readonly string[]
  readonly certifiedBy: string | null
  readonly certifierReport: string | null
  readonly certifierCredential: string | null
}
