/** EPUB 3 Structural Semantics Vocabulary 1.1 and DPUB-ARIA 1.1: the terms of notes. */

export const NOTE = new Set([
  'footnote',
  'endnote',
  'rearnote',
  'doc-footnote',
  'doc-endnote',
  'annotation',
  'note',
])

export const NOTES = new Set(['footnotes', 'endnotes', 'rearnotes', 'doc-endnotes', 'notes'])

export const REFERENCE = new Set(['noteref', 'doc-noteref', 'annoref'])

export const BACK = new Set(['backlink', 'doc-backlink', 'referrer'])
