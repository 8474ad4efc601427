/**
 * Every component and every page of the site in all its states: shown here, checked for accessibility, photographed.
 * One list, three uses.
 */
import { type Html, html, type Part } from './html.ts'
import { paths } from './paths.ts'
import { href, type Place } from './place.ts'

export type Exhibit = {
  /** "Contents list". */
  readonly name: string
  readonly examples: Readonly<Record<string, Part>>
}

export type PageExhibit = { readonly name: string; readonly examples: readonly string[] }

export type StyleguidePage = {
  readonly place: Place
  readonly components: readonly Exhibit[]
  /** Whole pages, each at an address of its own. */
  readonly pages: readonly PageExhibit[]
}

export const renderStyleguidePage = ({
  place,
  components,
  pages,
}: StyleguidePage): Html => html`<div class="sheet list styleguide">
<header class="list-head"><h1>Style guide</h1>
<p>Every part and every page of the site, with examples. Nothing on it is a real book.</p></header>
<section aria-labelledby="whole-pages"><h2 id="whole-pages">Whole pages</h2>
<dl class="plain-facts">
${pages.map(({ name, examples }) => html`<div><dt>${name}</dt>${examples.map((example) => html`<dd><a href="${href(place, examplePath(name, example))}">${example}</a></dd>`)}</div>\n`)}</dl></section>
<section aria-labelledby="colours"><h2 id="colours">Colours</h2>
<ul class="swatches">${['paper', 'paper-deep', 'ink', 'ink-soft', 'hair', 'rubric'].map((name) => html`<li><span class="swatch swatch-${name}"></span><code>--${name}</code></li>`)}</ul></section>
<section aria-labelledby="type"><h2 id="type">Type</h2>
<p class="specimen">Reading aloud, 1234567890</p>
<p class="specimen specimen-bold">Reading aloud, 1234567890</p>
<p class="specimen"><i>Reading aloud, 1234567890</i></p>
<p class="specimen specimen-data">Reading aloud, 1234567890</p>
<p class="small-caps">Capitals at the height of small letters</p></section>
${components.map(({ name, examples }) => component(name, examples))}</div>`

const component = (
  name: string,
  examples: Exhibit['examples'],
): Html => html`<section aria-labelledby="part-${slugOf(name)}"><h2 id="part-${slugOf(name)}">${name}</h2>
${Object.entries(examples).map(([title, example]) => html`<div class="exhibit"><h3>${title}</h3>\n${example}</div>\n`)}</section>
`

export const examplePath = (page: string, example: string): string =>
  `${paths.styleguide}/${slugOf(page)}/${slugOf(example)}`

const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
