/**
 * What an answer counts for (COUNTER 5.1 §3.3.4 and §7): a text or a file that was given is a request, a page about it an
 * investigation, and a closed answer a turn-away when somebody wanted to read.
 *
 * A stranger who comes upon the page of a closed chapter has looked; a reader whose library is known was shown a summary where
 * the text would have stood, and is turned away. Whoever asks for a file, or why it cannot be read, has tried.
 */
import { decideForEveryone } from '#access'
import type { Given, GivenProduct, Shows } from '#web'
import type { AccessType, Used, UsedItem, UseKind } from './use.ts'

export type Answered = {
  readonly given: Given
  /** What the route can show. */
  readonly shows: Shows
  readonly status: number
  /** Without its query. */
  readonly path: string
  readonly byInstitution: boolean
  readonly now: Date
}

export function decideUses(answered: Answered): readonly Used[] {
  const { given } = answered
  if (given.decision.reasons.some(({ kind }) => kind === 'staff')) return []
  switch (answered.shows) {
    case 'text':
    case 'metadata':
      return isAnswered(answered.status) ? decidePage(answered) : []
    case 'file':
      return decideFile(answered)
    // A picture is part of the text it stands in, which was counted.
    case 'media':
    case 'nothing':
      return []
  }
}

/** §7.1; and a part, whose beginning is asked for. */
const isAnswered = (status: number): boolean => status === 200 || status === 304 || status === 206

function decidePage({ given, byInstitution, path, now }: Answered): readonly Used[] {
  const { product, action, text } = given
  const link = given.part === undefined || given.part === 1 ? 'page' : `page:${given.part}`
  const items = [toItem(product, now)]
  if (action === 'view') return [used(product, 'investigation', items, toViewLink(path))]
  // A page about reading that shows no text of any product: it was asked why.
  if (given.asked === 'why') return refusal(given, items, 'why')
  if (text) return [used(product, 'request', items, link)]
  const refused = byInstitution ? refusal(given, items, link) : []
  return [used(product, 'investigation', items, link), ...refused]
}

function decideFile({ given, status, path, now }: Answered): readonly Used[] {
  const { product } = given
  const isBook = product.id === product.bookId
  const extension = /\.([A-Za-z0-9]{1,8})$/.exec(path)?.[1]?.toLowerCase() ?? 'file'
  const link = `${isBook ? 'book' : 'file'}:${extension}`
  const whole = [toItem(product, now)]
  if (status === 403) return refusal(given, whole, link)
  if (!given.text || !isAnswered(status)) return []
  const items = isBook && product.holds.length > 0 ? product.holds.map((part) => toItem(part, now)) : whole
  return [used(product, 'request', items, link)]
}

/** The page of a book; or the citation of it or of a chapter, as a page or as a file. */
function toViewLink(path: string): string {
  const [isCitation, ending] = /^\/cite\/\w+(?:\.(\w{1,8}))?$/.exec(path) ?? []
  if (isCitation === undefined) return 'book'
  return ending === undefined ? 'cite' : `cite:${ending}`
}

/** What no licence would have opened was refused to nobody: an embargo, and files of what may be read here alone. */
function refusal({ product, decision }: Given, items: readonly UsedItem[], link: string): readonly Used[] {
  const has = (reason: string) => decision.reasons.some(({ kind }) => kind === reason)
  if (decision.kind !== 'closed' || has('embargoed-until') || has('reading-only')) return []
  return [used(product, has('seats-taken') ? 'limit-exceeded' : 'no-licence', items, link)]
}

const used = (
  { press, bookId }: GivenProduct,
  kind: UseKind,
  items: readonly UsedItem[],
  link: string,
): Used => ({ kind, method: 'regular', press, bookId, items, link })

const toItem = (product: GivenProduct, now: Date): UsedItem => ({
  id: product.id,
  access: ACCESS[decideForEveryone(product, 'read', now).kind],
})

const ACCESS = {
  open: 'open',
  free: 'free-to-read',
  licensed: 'controlled',
  closed: 'controlled',
} as const satisfies Record<string, AccessType>
