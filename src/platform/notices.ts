/**
 * What has happened, told downstream. Posted in the transaction that made it true, delivered to every process, in order,
 * at least once: reactions are idempotent.
 */
export type Notice =
  | { readonly kind: 'book-shelved'; readonly bookId: string; readonly version: number }
  | { readonly kind: 'book-withdrawn'; readonly bookId: string }
