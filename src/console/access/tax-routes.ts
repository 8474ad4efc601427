/** The taxes on what a press sells, country by country. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act, goTo, hidden, queryOf, quiet, readForm } from '#accounts'
import { isTerritory, listCountries, listTaxes, parseRate, removeTax, setTax } from '#sales'
import { html, selectField, textField, writeCountry } from '#web'
import { admit, type Clerk } from '../clerk.ts'
import { at, consolePath } from '../console-page.ts'
import type { ConsoleDeps } from '../deps.ts'
import { inDeed } from '../in-deed.ts'
import { ledger } from '../ledger.ts'
import { showConsole } from '../show-console.ts'
import { words } from './words.ts'

const EVERYWHERE = '*'

export function taxRoutes(app: FastifyInstance, deps: ConsoleDeps): void {
  const path = consolePath('orders', 'taxes')
  app.get(path, (request, reply) =>
    admit(deps, request, reply, 'access', (clerk) => show(deps, request, reply, clerk, {})),
  )
  app.post(path, (request, reply) =>
    admit(deps, request, reply, 'access', (clerk) => set(deps, request, reply, clerk)),
  )
  app.post(`${path}/remove`, (request, reply) =>
    admit(deps, request, reply, 'access', async (clerk) => {
      const typed = readForm(request)
      const [press, territory] = [typed('press'), typed('country')]
      await inDeed(deps, clerk, async (tx) =>
        clerk.presses.includes(press) && (await removeTax(tx, { press, territory }))
          ? { act: 'tax-changed', press, details: { country: territory, removed: true } }
          : null,
      )
      return goTo(reply, `${at(clerk.place, 'orders', 'taxes')}?done=changed`)
    }),
  )
}

async function show(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  problems: Readonly<Record<string, string>>,
): Promise<FastifyReply> {
  const { place, presses } = clerk
  const { taxes: t, orders, done } = words(place.language)
  const typed = readForm(request)
  const country = (code: string) => (code === EVERYWHERE ? t.elsewhere : writeCountry(code, place.language))
  const rules = (await listTaxes(deps.db)).filter(({ press }) => presses.includes(press))
  const field = (name: string) => ({ id: name, name, value: typed(name), problem: problems[name] ?? null })
  const [only, ...others] = presses
  return showConsole(deps, request, reply, clerk, {
    ...({ here: 'orders', title: t.title, above: orders.title } as const),
    status: Object.keys(problems).length > 0 ? 422 : 200,
    done: queryOf(request, 'done') === 'changed' ? done.changed : null,
    body: html`<p class="lead">${t.lead}</p>${ledger({
      ...{ id: 'taxes', caption: t.title, empty: t.none },
      head: [t.country, t.rate, t.name, ...(others.length > 0 ? [t.press] : []), t.remove],
      rows: rules.map((rule) => [
        country(rule.territory),
        `${rule.rate / 100} %`,
        rule.name,
        ...(others.length > 0 ? [rule.press] : []),
        html`<form method="post" action="${at(place, 'orders', 'taxes', 'remove')}">${hidden('press', rule.press)}${hidden('country', rule.territory)}${quiet(t.remove, html` aria-label="${t.removeOf(country(rule.territory))}"`)}</form>`,
      ]),
    })}
<section aria-labelledby="set"><h2 id="set">${t.set}</h2><form method="post" action="${at(place, 'orders', 'taxes')}" novalidate>
${others.length > 0 ? selectField({ ...field('press'), label: t.press, options: presses.map((value) => ({ value, label: value })) }) : hidden('press', only ?? '')}
<div class="console-columns">${selectField({ ...field('country'), label: t.country, options: [{ value: EVERYWHERE, label: t.elsewhere }, ...listCountries(place.language)] })}
${textField({ ...field('rate'), label: t.rate, hint: t.rateHint })}${textField({ ...field('name'), label: t.name, hint: t.nameHint })}</div>
<p class="acts">${act(t.set)}</p></form></section>`,
  })
}

async function set(deps: ConsoleDeps, request: FastifyRequest, reply: FastifyReply, clerk: Clerk) {
  const typed = readForm(request)
  const t = words(clerk.place.language).taxes
  const [press, territory, rate] = [typed('press'), typed('country'), parseRate(typed('rate'))]
  if (rate === null || !isTerritory(territory) || !clerk.presses.includes(press))
    return show(deps, request, reply, clerk, rate === null ? { rate: t.noRate } : { country: t.noCountry })
  const rule = { press, territory, rate, name: typed('name').trim() || t.usual }
  await inDeed(deps, clerk, async (tx) => {
    await setTax(tx, rule)
    return { act: 'tax-changed', press, details: { country: territory, rate, name: rule.name } }
  })
  return goTo(reply, `${at(clerk.place, 'orders', 'taxes')}?done=changed`)
}
