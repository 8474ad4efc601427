/** The citation of a claim: a page with every style, and files for reference managers. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { attachment, type CitationFormat, type FormattedCitation, toCitationFile } from '#citations'
import { answerData, paths, type Site } from '#web'
import type { RecordDeps } from '../deps.ts'
import type { EntryPage } from '../pages/entry-page.ts'
import { words } from '../words.ts'
import type { buildClaimItem } from './build-claim-item.ts'
import { renderClaimCitePage } from './claim-cite-page.ts'

export type Cited = {
  readonly item: ReturnType<typeof buildClaimItem>
  readonly page: EntryPage
  readonly site: Site
  /** Not everybody's: no store on the way keeps it. */
  readonly isRestricted: boolean
}

const NO_STORE = { 'cache-control': 'private, no-store' } as const

export function sendCitationFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { item, isRestricted }: Cited,
  format: CitationFormat,
): FastifyReply {
  const file = toCitationFile(item, format, item.URL)
  return answerData(request, reply, {
    ...{ contentType: file.contentType, body: file.body, lastModified: null },
    headers: {
      'content-disposition': attachment(file.fileName),
      link: file.link,
      ...(isRestricted ? NO_STORE : { 'access-control-allow-origin': '*' }),
    },
  })
}

export async function showCitePage(
  deps: Pick<RecordDeps, 'styles' | 'answerShell'>,
  request: FastifyRequest,
  reply: FastifyReply,
  { item, page, site }: Cited,
): Promise<FastifyReply> {
  const { language } = site.place
  const citations: { readonly style: string; readonly citation: FormattedCitation }[] = []
  for (const { id, name } of deps.styles.list) {
    const citation = await deps.styles.format(item, id, language)
    if (citation.ok) citations.push({ style: name, citation: citation.value })
    else request.log.warn({ style: id, fault: citation.error }, 'a citation style cannot be used')
  }
  return deps.answerShell(request, reply, {
    title: words(language).citeHeading,
    path: paths.recordCite(page.view.id, page.id),
    main: renderClaimCitePage({ page, citations }),
    robots: 'noindex',
  })
}
