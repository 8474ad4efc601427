/** Where staff work: for the press, for librarians, for the operator. */
export { type HandedIn, isUnderWay } from './add/handed-in.ts'
export { addHandedIn, findHandedIn, listHandedIn } from './add/handed-in-store.ts'
export { parseMoment } from './add/parse-moment.ts'
export { type Reader, type ReaderPlace, readNow, startReader } from './add/reader.ts'
export { type Settlement, settleHandedIn } from './add/settle.ts'
export {
  ACTS,
  type Deed,
  type Doer,
  type Done,
  listDeeds,
  noteDeed,
  verifyAudit,
} from './audit/audit-log.ts'
export {
  amendBook,
  bookOf,
  dropCorrections,
  handInEdit,
  handInRestoring,
  removeAmendmentOf,
  takeOffShelf,
} from './books/book-deeds.ts'
export { findFaults, openEditing, toCorrections } from './books/edit-book.ts'
export { type AmendmentField, parseAmendment } from './books/parse-amendment.ts'
export type { ConsoleDeps } from './deps.ts'
export { migrations as consoleMigrations } from './migrations.ts'
export { openConsoleLink } from './open-console-link.ts'
export { consoleRoutes } from './routes.ts'
