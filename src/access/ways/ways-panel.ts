/** The ways in, each one act with a word on how: on the page of what is closed, and on the page that says why it is. */
import type { Offer } from '#book'
import {
  type Html,
  href,
  html,
  type Language,
  type Part,
  type Place,
  paths,
  writeCountry,
  writePrice,
} from '#web'
import type { AccessOption } from '../decide-access.ts'
import { describeOption } from '../describe-access.ts'
import { words } from '../words.ts'

export type WaysPanel = {
  readonly place: Place
  readonly product: { readonly id: string }
  /** The page to come back to, with language and press. */
  readonly page: string
  readonly pressName: string
  /** Where an offer is taken up; null: nothing is sold here. */
  readonly buyPath: (offer: Offer) => string | null
  /** What stands for the chapters that are open; null: they are not offered here. */
  readonly openChapters: Part
}

export const renderWays = (options: readonly AccessOption[], panel: WaysPanel): readonly Html[] =>
  options.flatMap((option) => renderWay(option, panel) ?? [])

function renderWay(option: AccessOption, panel: WaysPanel): Html | null {
  const { place, product, page } = panel
  const t = words(place.language).ways
  const says = describeOption(option, place.language)
  const at = (path: string) => `${href(place, path)}?${String(new URLSearchParams({ to: page }))}`
  switch (option.kind) {
    case 'read-here':
      return act(says, `${page}#text`)
    case 'verify-email':
      return act(says, href(place, paths.account))
    case 'sign-in':
      return act(says, at(paths.signIn), t.signInHow)
    case 'institution':
      return act(says, at(paths.institutions), t.institutionHow)
    case 'code':
      return act(says, at(paths.accessCode), t.codeHow)
    case 'ask-library':
      return act(says, href(place, paths.askLibrary(product)), t.askLibraryHow)
    case 'ask-press':
      return act(says, href(place, paths.contact), t.askPressHow(panel.pressName))
    case 'buy': {
      const path = panel.buyPath(option.offer)
      if (path === null) return null
      const to = `${path}${path.includes('?') ? '&' : '?'}${String(new URLSearchParams({ to: page }))}`
      return html`${act(says, to, option.offer.taxIncluded ? null : t.buyTaxAdded)}${otherPrices(option.offer, place.language)}`
    }
    case 'open-chapters':
      return panel.openChapters === null ? null : html`${panel.openChapters}`
    case 'try-later':
    case 'wait':
      return html`<p>${says}</p>`
  }
}

const MOST_INLINE = 3

/** In other money, and in countries that have prices of their own. The page on which one buys asks for the country, and decides. */
function otherPrices({ others }: Offer, language: Language): Part {
  if (others.length === 0) return null
  const t = words(language).ways
  const each = others.map(({ price, territory, taxIncluded }) => {
    const says = `${writePrice(price, language)}${taxIncluded ? '' : ` ${t.andTax}`}`
    return territory === EVERYWHERE ? says : t.priceIn(writeCountry(territory, language), says)
  })
  if (each.length <= MOST_INLINE) return html`<p class="how">${t.otherPrices(each.join('; '))}</p>`
  return html`<details class="how"><summary>${t.otherPricesTitle}</summary><ul>${each.map((one) => html`<li>${one}</li>`)}</ul></details>`
}

/** As `Offer` writes it. */
const EVERYWHERE = '*'

const act = (says: string, to: string, how: string | null = null): Html =>
  html`<p><a href="${to}">${says}</a></p>${how !== null && html`<p class="how">${how}</p>`}`
