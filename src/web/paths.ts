type Product = { readonly id: string; readonly slug: string }
type BrowseKind = 'subjects' | 'series' | 'imprints' | 'years'

/**
 * Every address this site answers, without language and press (see `href`). Links and routes both start here.
 * An id decides; a slug is decoration.
 */
export const paths = {
  home: '/',
  books: '/books',
  browse: (kind: BrowseKind, slug: string) => `/${kind}/${encodeURIComponent(slug)}`,
  browseIndex: (kind: BrowseKind) => `/${kind}`,
  book: ({ slug, id }: Product) => `/books/${encodeURIComponent(slug)}/${id}`,
  chapter: ({ slug, id }: Product, section = 1) =>
    `/chapters/${encodeURIComponent(slug)}/${id}${section > 1 ? `/${section}` : ''}`,
  /** Finds the further page on which an anchor stands: for citations and search hits. */
  passage: ({ id }: { readonly id: string }, anchor: string) => `/passages/${id}/${anchor}`,
  contributor: ({ slug, id }: Product) => `/contributors/${encodeURIComponent(slug)}/${id}`,
  cite: ({ id }: { readonly id: string }) => `/cite/${id}`,
  citation: ({ id }: { readonly id: string }, format: 'ris' | 'bib' | 'json') => `/cite/${id}.${format}`,
  linkset: ({ id }: { readonly id: string }) => `/linksets/${id}`,
  doi: (doi: string) => `/doi/${doi}`,
  bookFile: ({ id }: { readonly id: string }, fileName: string) =>
    `/files/${id}/${encodeURIComponent(fileName)}`,
  chapterFile: ({ id }: { readonly id: string }, fileName: string) =>
    `/files/${id}/${encodeURIComponent(fileName)}`,
  media: ({ id }: { readonly id: string }, name: string) => `/media/${id}/${name}`,
  /** `size` in CSS pixels of width; the SVG of a generated cover when there is no picture. */
  cover: ({ id }: { readonly id: string }, name: string) => `/covers/${id}/${name}`,
  /** Everybody who has a place in a record. */
  people: '/people',
  /** The evidence behind a chapter, and each thing in it: `@v2` names a version that never changes. */
  record: (record: string, version?: number) =>
    `/record/${record}${version === undefined ? '' : `@v${version}`}`,
  recordEntry: (record: string, id: string, version?: number) =>
    `/record/${record}/${id}${version === undefined ? '' : `@v${version}`}`,
  recordCite: (record: string, id: string) => `/record/${record}/${id}/cite`,
  recordCitation: (record: string, id: string, format: 'ris' | 'bib' | 'json') =>
    `/record/${record}/${id}/cite.${format}`,
  recordFile: (record: string, name: string) => `/record/${record}/files/${name}`,
  apiRecords: '/api/v1/records',
  apiRecord: (record: string) => `/api/v1/records/${record}`,
  accessibility: '/accessibility',
  about: '/about',
  policy: (name: string) => `/policies/${name}`,
  contact: '/contact',
  /** Where a chapter or a book is saved to: `kindle`, `dropbox`, `google-drive`, `download`. */
  save: ({ id }: { readonly id: string }, to: string) => `/save/${id}/${to}`,
  deliveries: '/account/deliveries',
  delivery: (id: string) => `/account/deliveries/${id}`,
  deliveryPart: (id: string, part: 'cancel' | 'retry' | 'events') => `/account/deliveries/${id}/${part}`,
  kindleHelp: '/help/kindle',
  styleguide: '/styleguide',
  sitemap: '/sitemap.xml',
  sitemapPart: (press: string, part: number) => `/sitemaps/${encodeURIComponent(press)}/${part}.xml`,
  sitemapOfSite: '/sitemaps/site.xml',
  robots: '/robots.txt',
  apiIndex: '/api',
  apiDescription: '/api/openapi.json',
  apiBooks: '/api/v1/books',
  apiBook: ({ id }: { readonly id: string }) => `/api/v1/books/${id}`,
  apiChapter: ({ id }: { readonly id: string }) => `/api/v1/chapters/${id}`,
  health: '/health',
  metrics: '/metrics',
  asset: (name: string) => `/assets/${name}`,
  /** `to` in their query: the page to come back to. */
  signIn: '/sign-in',
  signInLink: '/sign-in/link',
  signInForgotten: '/sign-in/forgotten',
  signInSent: '/sign-in/sent',
  signInCode: '/sign-in/code',
  signInPasskey: '/sign-in/passkey',
  signInPasskeyOptions: '/sign-in/passkey/options',
  signInWith: (provider: string) => `/sign-in/with/${provider}`,
  signInWithReturn: (provider: string) => `/sign-in/with/${provider}/return`,
  signUp: '/sign-up',
  signOut: '/sign-out',
  letter: (id: string, proof: string) => `/letters/${id}/${proof}`,
  account: '/account',
  /** The forms of My account, and its further pages. */
  accountPart: (part: string) => `/account/${part}`,
  /** Where a reader finds his institution; `to` in the query is the page to come back to. */
  institutions: '/institutions',
  institutionsFound: '/institutions.json',
  institution: (id: string) => `/institutions/${id}`,
  institutionForgotten: '/institutions/forgotten',
  /** Devices that may read elsewhere because they were on campus. */
  offCampus: '/off-campus',
  offCampusEnded: '/off-campus/ended',
  openurl: '/openurl',
  /** Where staff work; its parts are named by the console itself. */
  console: '/console',
  accessCode: '/access/code',
  /** Makes the licences of this browser those of the account. */
  accessClaim: '/access/claim',
  readLink: (word: string) => `/read/${word}`,
  askLibrary: ({ id }: { readonly id: string }) => `/access/ask/${id}`,
  libraryRequest: (id: string, proof: string) => `/access/requests/${id}/${proof}`,
  askCopy: ({ id }: { readonly id: string }) => `/access/copies/for/${id}`,
  copyAsked: '/access/copies/asked',
  copyRequest: (id: string, proof: string) => `/access/copies/${id}/${proof}`,
  copyFile: (id: string, proof: string) => `/access/copies/${id}/${proof}/file`,
  /** Why this visitor may, or may not, read a product. */
  why: ({ id }: { readonly id: string }) => `/why/${id}`,
  /** How one answer was decided, by its request id: for librarians and support. */
  accessTrace: (requestId: string) => `/access/traces/${requestId}`,
  /** Where a product is bought; `days` and `to` in the query. */
  buy: ({ id }: { readonly id: string }) => `/buy/${id}`,
  /** Whoever has the proof ordered it: the order, its papers, and the way from and to the payment. */
  order: (id: string, proof: string) => `/orders/${id}/${proof}`,
  orderPart: (id: string, proof: string, part: 'pay' | 'paid' | 'paid.json' | 'read' | 'keep') =>
    `/orders/${id}/${proof}/${part}`,
  orderPaper: (id: string, proof: string, number: string) => `/orders/${id}/${proof}/papers/${number}`,
  paymentsOfStripe: '/payments/stripe',
  /** Dropbox and Google Drive of a reader; `to` and `delivery` in the query of the second say what is gone on with. */
  connections: '/account/connections',
  connectCloud: (cloud: string) => `/connections/${cloud}/connect`,
  /** Where a cloud sends readers back: registered there. */
  cloudReturn: (cloud: string) => `/connections/${cloud}/return`,
  disconnectCloud: (cloud: string) => `/account/connections/${cloud}/disconnect`,
  /** What a reader should know of saving to a Kindle, a Dropbox, a Google Drive. */
  savingHelp: (destination: string) => `/help/${destination}`,
  /** Sends a reader to the provider named in `entity`, and back to the page named in `to`: a WAYFless address. */
  signInInstitution: '/sign-in/institution',
  signInReturn: '/sign-in/institution/return',
  signInRefused: '/sign-in/institution/refused',
  signOutInstitution: '/sign-out/institution',
  signedOutInstitution: '/sign-out/institution/done',
  samlMetadata: '/saml/metadata',
  samlAnswer: '/sign-in/saml',
  /** Each OpenID provider answers at an address of its own (RFC 9700 §2.1). */
  openidAnswer: (provider: string) => `/sign-in/openid/${provider}`,
} as const
