/** A book or a chapter, offered to an institution by invoice: what a library asks for by mail. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act, findByWord, goTo, readForm } from '#accounts'
import { findNamed, listPriced, type PricedProduct } from '#catalogue'
import { findProduct } from '#citations'
import { parseMailAddress } from '#platform'
import { describePriceProblem, isCountry, listCountries, parsePrice, parseRate, quoteOrder } from '#sales'
import { areaField, type Html, href, html, paths, selectField, textField } from '#web'
import { admit, type Clerk } from '../clerk.ts'
import { at, consolePath } from '../console-page.ts'
import type { ConsoleDeps } from '../deps.ts'
import { inDeed } from '../in-deed.ts'
import { showConsole } from '../show-console.ts'
import { words } from './words.ts'

type Problems = Readonly<Record<string, string>>

export function offerRoutes(app: FastifyInstance, deps: ConsoleDeps): void {
  const path = consolePath('orders', 'offers')
  app.get(path, (request, reply) =>
    admit(deps, request, reply, 'access', (clerk) => show(deps, request, reply, clerk, {})),
  )
  app.post(path, (request, reply) =>
    admit(deps, request, reply, 'access', (clerk) => offer(deps, request, reply, clerk)),
  )
}

function show(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  problems: Problems,
): Promise<FastifyReply> {
  const { language } = clerk.place
  const t = words(language)
  const isBad = Object.keys(problems).length > 0
  return showConsole(deps, request, reply, clerk, {
    ...({ here: 'orders', title: t.offers.title, above: t.orders.title } as const),
    ...{ status: isBad ? 422 : 200, problem: isBad ? t.offers.wrong : null },
    body: form(clerk, readForm(request), problems),
  })
}

const form = ({ place }: Clerk, typed: (name: string) => string, problems: Problems): Html => {
  const t = words(place.language).offers
  const field = (name: string) => ({ id: name, name, value: typed(name), problem: problems[name] ?? null })
  return html`<p class="lead">${t.lead}</p><form method="post" action="${at(place, 'orders', 'offers')}" novalidate>
${textField({ ...field('product'), label: t.product, hint: t.productHint })}
${textField({ ...field('institution'), label: t.institution })}
<div class="console-columns">${textField({ ...field('amount'), label: t.amount, hint: t.amountHint })}${textField({ ...field('currency'), label: t.currency, hint: t.currencyHint })}
${selectField({
  ...{ ...field('tax'), label: t.tax },
  options: [
    { value: 'included', label: t.taxIncluded },
    { value: 'added', label: t.taxAdded },
  ],
})}${textField({ ...field('rate'), label: t.rate, hint: t.rateHint })}
${textField({ ...field('days'), label: t.days, hint: t.daysHint })}${selectField({ ...field('country'), label: t.country, options: [{ value: '', label: t.ownCountry }, ...listCountries(place.language)] })}</div>
${textField({ ...field('email'), label: t.email, hint: t.emailHint, type: 'email' })}
${areaField({ ...field('reference'), label: t.reference, rows: 2 })}
${selectField({
  ...{ ...field('language'), label: t.language },
  options: [
    { value: 'en', label: 'English' },
    { value: 'fr', label: 'Français' },
  ],
})}
<p class="acts">${act(t.act)}</p></form>`
}

async function findOffered(
  { db }: ConsoleDeps,
  { presses }: Clerk,
  word: string,
): Promise<PricedProduct | null> {
  const id = await findNamed(db, word)
  const [product] = id === null ? [] : await listPriced(db, [id])
  return product !== undefined && presses.includes(product.press) ? product : null
}

async function offer(deps: ConsoleDeps, request: FastifyRequest, reply: FastifyReply, clerk: Clerk) {
  const typed = readForm(request)
  const { place } = clerk
  const t = words(place.language).offers
  const [product, named] = await Promise.all([
    findOffered(deps, clerk, typed('product')),
    findByWord(deps.db, typed('institution').trim()),
  ])
  const buyer = named.ok ? named.value : null
  const price = parsePrice(product?.id ?? '', {
    ...{ amount: typed('amount'), currency: typed('currency'), days: typed('days'), tax: typed('tax') },
  })
  const rate = typed('rate').trim() === '' ? 0 : parseRate(typed('rate'))
  const email = parseMailAddress(typed('email').trim() || (buyer?.contact ?? ''))
  const problems: Problems = {
    ...(price.ok
      ? {}
      : Object.fromEntries(price.error.map((one) => [one, describePriceProblem(one, place.language)]))),
    ...(product === null ? { product: t.noProduct } : {}),
    ...(buyer === null ? { institution: t.noInstitution } : {}),
    ...(rate === null ? { rate: t.noRate } : {}),
    ...(email === null ? { email: t.noEmail } : {}),
  }
  if (product === null || buyer === null || !price.ok || rate === null || email === null)
    return show(deps, request, reply, clerk, problems)
  const found = await findProduct(deps.db, product.id)
  const language = typed('language') === 'fr' ? 'fr' : 'en'
  const page =
    found?.kind === 'chapter'
      ? paths.chapter(found.chapter)
      : found?.kind === 'book'
        ? paths.book(found.book)
        : paths.home
  let id = ''
  await inDeed(deps, clerk, async (tx) => {
    const order = await quoteOrder(
      { ...deps, db: tx },
      {
        ...{ press: product.press, institutionId: buyer.id, buyerName: buyer.name, email, product },
        ...{ days: price.value.days, price: price.value },
        tax: rate === 0 ? null : { rate, name: language === 'fr' ? 'TVA' : 'VAT' },
        territory: isCountry(typed('country')) ? typed('country') : buyer.country,
        reference: typed('reference').trim() || null,
        ...{
          language,
          origin: place.origin,
          base: '',
          returnTo: href({ ...place, base: '', language }, page),
        },
      },
      { by: clerk.account.id },
    )
    id = order.id
    const details = { institution: buyer.name, total: order.total, currency: order.currency }
    return { act: 'order-offered', press: product.press, about: order.id, name: order.title, details }
  })
  return goTo(reply, `${at(place, 'orders', id)}?done=offered`)
}
