/** What is bought, for how long, what one may do with it, what it costs: all of it before anything is paid. */
import { act, alarm, hidden, sheet } from '#accounts'
import type { Offer } from '#book'
import {
  checkbox,
  definitionList,
  type Html,
  href,
  html,
  listFormat,
  type Part,
  type Place,
  paths,
  radioGroup,
  selectField,
  textField,
  writePrice,
} from '#web'
import { listCountries } from '../money/territory.ts'
import { writeRate } from '../orders/paper-email.ts'
import type { Seller } from '../seller.ts'
import { words } from '../words.ts'
import type { Asked } from './decide-price.ts'
import type { Item } from './find-item.ts'

export type BuyProblem = 'country' | 'notThere' | 'email' | 'agree' | 'too-often' | 'provider' | 'price'

export type BuyPage = {
  readonly place: Place
  readonly item: Item
  /** Null: for good. */
  readonly days: number | null
  readonly seller: Seller
  readonly asksCountry: boolean
  readonly country: string | null
  /** Null: it is not sold there. */
  readonly asked: Asked | null
  readonly currencies: readonly string[]
  /** Null: nobody is signed in. */
  readonly account: { readonly email: string } | null
  readonly email: string
  readonly attempt: string
  /** The page to come back to, with language and press. */
  readonly to: string
  readonly problem: BuyProblem | null
  /** What else could be bought. */
  readonly others: readonly { readonly offer: Offer; readonly path: string }[]
}

export const titleOf = ({ item, days }: Pick<BuyPage, 'item' | 'days'>, place: Place): string => {
  const t = words(place.language).title
  return days === null ? t[item.kind] : t['pay-per-view'](days)
}

export function renderBuyPage(page: BuyPage): Html {
  const { place, item, problem } = page
  const t = words(place.language)
  return sheet(
    titleOf(page, place),
    general(page) && alarm(general(page)),
    html`<p class="bought"><a href="${item.path}" lang="${item.language}">${item.title}</a></p>\n`,
    definitionList(facts(page)),
    html`<form method="post" action="${href(place, paths.buy(item))}" class="buying">
${hidden('days', page.days === null ? '' : String(page.days))}${hidden('to', page.to)}${hidden('attempt', page.attempt)}${page.asked !== null && hidden('shown', shownOf(page.asked))}${page.asksCountry && countryField(page)}${currencyField(page)}${whoBuys(page)}${checkbox(
  {
    id: 'agree',
    name: 'agree',
    label: t.form.agree,
    hint: t.form.agreeHint,
    problem: problem === 'agree' ? t.problems.agree : null,
  },
)}
<p><a href="${href(place, paths.policy('terms'))}">${t.form.terms}</a></p>
${
  page.asked !== null &&
  html`<p class="acts">${act(t.form.pay(priceOf(page.asked, place)))} <a class="quiet" href="${page.to}"><span>${t.form.cancel}</span></a></p>
<p class="hint">${t.form.payHow(page.seller.name)}</p>`
}</form>\n`,
    others(page),
  )
}

/** What the buyer saw is what is agreed to: another price is shown first. */
export const shownOf = ({ amounts, price }: Asked): string => `${amounts.total} ${price.currency}`

const priceOf = ({ amounts, price }: Asked, { language }: Place): string =>
  writePrice({ amount: amounts.total, currency: price.currency }, language)

function general({ place, problem, asked }: BuyPage): string | null {
  const t = words(place.language).problems
  if (problem === 'too-often' || problem === 'provider') return t[problem]
  return problem === 'price' && asked !== null ? t.priceIs(priceOf(asked, place)) : null
}

function facts({ place, item, days, asked, seller }: BuyPage) {
  const t = words(place.language).what
  const { contributors, book } = item
  return [
    {
      term: t.item,
      values: [
        t[item.kind],
        ...(contributors.length > 0 ? [listFormat(place.language).format(contributors)] : []),
        ...(item.chapters === null || item.chapters === 0 ? [] : [t.chapters(item.chapters)]),
      ],
    },
    {
      term: t.inBook,
      values:
        book === null
          ? []
          : [
              html`<span lang="${book.language}">${book.title}</span>${item.pages !== null && `, ${t.pages(item.pages)}`}`,
            ],
    },
    { term: t.howLong, values: [days === null ? t.forGood : t.forDays(days)] },
    { term: t.gets, values: [days === null ? t.getsForGood : t.getsForDays, t.notPaper] },
    { term: t.may, values: [t.mayDo] },
    {
      term: t.price,
      values: asked === null ? [] : [html`<strong>${priceOf(asked, place)}</strong>`, taxOf(asked, place)],
    },
    { term: t.seller, values: [seller.postal === null ? seller.name : `${seller.name}, ${seller.postal}`] },
  ]
}

function taxOf({ price, tax, amounts }: Asked, { language }: Place): string {
  const t = words(language).what
  if (tax === null || amounts.tax === 0) return t.noTax
  const money = (amount: number) => writePrice({ amount, currency: price.currency }, language)
  const rate = writeRate(tax.rate, language)
  return price.taxIncluded
    ? t.taxIn(tax.name, rate, money(amounts.tax))
    : t.taxOn(money(amounts.net), tax.name, rate, money(amounts.tax))
}

function countryField({ place, country, problem }: BuyPage): Html {
  const t = words(place.language)
  const wrong = problem === 'country' || problem === 'notThere' ? t.problems[problem] : null
  return html`${selectField({
    id: 'country',
    name: 'country',
    label: t.form.country,
    hint: t.form.countryHint,
    value: country ?? '',
    problem: wrong,
    options: [
      ...(country === null ? [{ value: '', label: t.form.chooseCountry }] : []),
      ...listCountries(place.language),
    ],
  })}
<p><button type="submit" class="quiet" name="update" value="yes"><span>${t.form.update}</span></button></p>\n`
}

function currencyField({ place, currencies, asked }: BuyPage): Part {
  if (asked === null || currencies.length < 2) return null
  const names = new Intl.DisplayNames(place.language, { type: 'currency' })
  return radioGroup({
    id: 'currency',
    name: 'currency',
    label: words(place.language).form.currency,
    value: asked.price.currency,
    options: currencies.map((value) => ({ value, label: names.of(value) ?? value })),
  })
}

function whoBuys({ place, account, email, problem, item, days, to }: BuyPage): Html {
  const t = words(place.language)
  if (account !== null) return html`<p>${t.form.account(account.email)}</p>\n`
  const query = new URLSearchParams({ ...(days === null ? {} : { days: String(days) }), to })
  const own = `${href(place, paths.buy(item))}?${query}`
  return html`${textField({
    id: 'email',
    name: 'email',
    type: 'email',
    label: t.form.email,
    hint: t.form.emailHint,
    value: email,
    autocomplete: 'email',
    problem: problem === 'email' ? t.problems.email : null,
  })}
<p><a href="${href(place, paths.signIn)}?${String(new URLSearchParams({ to: own }))}">${t.form.signIn}</a></p>\n`
}

function others({ place, others: found, item }: BuyPage): Part {
  const t = words(place.language).form
  const label = ({ of, days, price }: Offer) => {
    const written = writePrice(price, place.language)
    return of === 'pay-per-view' ? t.other[of](written, days ?? 0) : t.other[of](written)
  }
  return html`<section><h2>${t.otherWays}</h2>
<ul class="ways">${found.map(({ offer, path }) => html`<li><a href="${path}">${label(offer)}</a></li>\n`)}<li><a href="${href(place, paths.askLibrary(item))}">${t.askLibrary}</a></li>
<li><p class="how">${t.forLibrary}</p><p><a href="${href(place, paths.contact)}">${t.contact}</a></p></li></ul></section>\n`
}
