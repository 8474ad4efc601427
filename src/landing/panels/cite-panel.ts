import { citeBox, type Html, html, type Part, paths } from '#web'
import { at, type Frame } from '../frame.ts'
import { keepHtml } from '../keep-parts.ts'
import { words } from '../words.ts'
import { apparatusPiece } from './apparatus-panel.ts'

export type Citing = {
  readonly of: 'chapter' | 'part' | 'book'
  readonly product: { readonly id: string }
  readonly permalink: string
  readonly doi: string | null
  readonly plain: () => string
}

const kept = keepHtml()

/** How to cite it, and where it stands for good. */
export const citingPieces = (frame: Frame, citing: Citing): Html => {
  const { language, base } = frame.place
  return kept(citing.product, [language, base, citing.permalink].join(' '), () => buildCiting(frame, citing))
}

function buildCiting(frame: Frame, { of, product, permalink, doi, plain }: Citing): Html {
  const t = words(frame.place.language)
  const cite = citePanel(frame, { id: product.id, plain: plain() })
  return html`${apparatusPiece({ id: 'cite', heading: t.citeThis[of], body: cite })}${apparatusPiece({ id: 'share', heading: t.share, body: sharePanel(frame, { permalink, doi }) })}`
}

/** A citation ready to be copied, files for reference managers, and the way to every other style. */
type CitePanel = {
  readonly id: string
  /** In the house style, without mark-up: it is also printed at the foot of an offprint. */
  readonly plain: string
}

const FILES = [
  ['RIS', 'ris', 'application/x-research-info-systems'],
  ['BibTeX', 'bib', 'application/x-bibtex'],
  ['CSL-JSON', 'json', 'application/vnd.citationstyles.csl+json'],
] as const

const citationFiles = (product: { readonly id: string }) =>
  FILES.map(([label, ending, type]) => ({ label, type, href: paths.citation(product, ending) }))

const citePanel = (frame: Frame, panel: CitePanel): Html => {
  const t = words(frame.place.language)
  return html`${citeBox({
    citation: panel.plain,
    copy: t.copyCitation,
    copied: t.copied,
    files: citationFiles(panel),
  })}
<p><a href="${at(frame, paths.cite(panel))}">${t.allStyles}</a></p>`
}

type SharePanel = { readonly permalink: string; readonly doi: string | null }

const sharePanel = (frame: Frame, { permalink, doi }: SharePanel): Html => {
  const t = words(frame.place.language)
  return html`<dl class="plain-facts">
<div><dt>${t.permalink}</dt><dd>${addressToCopy(frame, permalink)}</dd></div>
${doi !== null && html`<div><dt>${t.doi}</dt><dd>${addressToCopy(frame, `https://doi.org/${doi}`)}</dd></div>\n`}</dl>`
}

const addressToCopy = (frame: Frame, address: string): Part => {
  const t = words(frame.place.language)
  return html`<a class="identifier" data-copy-source href="${address}">${address}</a> <button type="button" class="quiet copy" hidden data-copied="${t.copied}"><span>${t.copyAddress}</span></button>`
}
