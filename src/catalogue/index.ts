/** The books held: shelve, find, list, withdraw. */
export { addAmendment, listAmendments, removeAmendment } from './amendment-store.ts'
export type { Change } from './change.ts'
export type { AnchoredBlock, ChapterAnchors, RetiredAnchor } from './decide-anchors.ts'
export { decideShelving, type ShelvingDecision } from './decide-shelving.ts'
export { describeChange } from './describe-change.ts'
export { findBook, findChapter, listChapters, loadText } from './find-book.ts'
export { findBooksByIsbn, findBooksByTitle } from './find-by-words.ts'
export { findContributor } from './find-contributor.ts'
export { findNamed } from './find-named.ts'
export { findByDoi, findMedia, findPassage, findUnnamedFiles, listIssues } from './find-places.ts'
export { findPrevious } from './find-previous.ts'
export { type Attachment, listAttachments } from './list-attachments.ts'
export { type BookQuery, findFacet, listBooks } from './list-books.ts'
export { type FacetName, findStanding, listBooksOnAll } from './list-books-on-all.ts'
export { type FacetQuery, listFacets } from './list-facets.ts'
export { listForStaff, type StaffListing } from './list-for-staff.ts'
export { listNamedFiles, type NamedFile } from './list-named-files.ts'
export { listPriced, type PricedProduct } from './list-priced.ts'
export { migrations } from './migrations.ts'
export { type ToldBook, tellBook, tellChapter, valueAt } from './parcels/build-book-yaml.ts'
export { findCorrections, keepCorrections } from './parcels/correction-store.ts'
export {
  type Corrections,
  isCorrected,
  mergeCorrections,
  NO_CORRECTIONS,
  type Told,
} from './parcels/corrections.ts'
export { dropDraft, findDraft, type KeptDraft, keepDraft, shelveDraft } from './parcels/draft-store.ts'
export { batchesOf, beginJob, type Shelf, sweepFiles, sweepJobs, whileShelving } from './parcels/jobs.ts'
export { type DraftPreview, previewDraft } from './parcels/preview-draft.ts'
export { readCorrected, readShelved, readWithdrawn, withReaders } from './parcels/read-corrected.ts'
export {
  type ParcelOutcome,
  type ShelvingWish,
  shelveParcel,
  type Workplace,
} from './parcels/shelve-parcel.ts'
export { coverName, toToldBook } from './parcels/told-book.ts'
export { writeBookYaml } from './parcels/write-book-yaml.ts'
export { canRestore, keepWithdrawn } from './parcels/write-parcel.ts'
export type { PreviousBook } from './previous-book.ts'
export type {
  BookList,
  BookListing,
  ChapterOutline,
  ContributorWork,
  Facet,
  FacetKind,
  FacetList,
  FoundBook,
  FoundChapter,
  FoundContributor,
  FoundMedia,
  FoundPassage,
  LinkedContributor,
  PageLink,
  ReadableProduct,
  ShelvedBook,
  ShelvedChapter,
  SitemapBook,
  SitemapPart,
  Tombstone,
} from './shelf.ts'
export { openShelfMemory, type ShelfMemory } from './shelf-memory.ts'
export { contentVersion } from './shelf-store.ts'
export { type Shelved, type ShelvingOrder, shelveBook } from './shelve-book.ts'
export { listSitemapBooks, listSitemapParts } from './sitemap-store.ts'
export { forgetUnmadeFile, listUnmadeFiles, noteUnmadeFile, type UnmadeFile } from './unmade-files.ts'
export { type Withdrawal, withdrawBook } from './withdraw-book.ts'
