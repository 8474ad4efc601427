/**
 * What a route can show, declared where it is registered: `app.get(path, { config: { shows: 'text' } }, …)`. A route that
 * declares nothing fails the entitlement matrix, which asks every one of them for what its visitor must not see.
 */
export type Shows =
  /** The words of a book. */
  | 'text'
  /** A file of a book, or of a chapter. */
  | 'file'
  /** A picture, sound or film out of a text. */
  | 'media'
  /** What is known of books, and what is everybody's: titles, summaries, covers, lists. */
  | 'metadata'
  /** Nothing of any book. */
  | 'nothing'

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly shows?: Shows
  }
}
