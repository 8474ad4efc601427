/** What the operator looks after: presses, mail, jobs, federations, health. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { goTo, listFederations, queryOf, quiet, readForm } from '#accounts'
import { listBooks } from '#catalogue'
import { listMail, sendAgain } from '#platform'
import { type Html, html, type Part } from '#web'
import { handedInLedger, moment } from '../add/add-page.ts'
import { listHandedIn } from '../add/handed-in-store.ts'
import { noteDeed } from '../audit/audit-log.ts'
import { admit, allPresses, type Clerk, deedOf } from '../clerk.ts'
import { at, consolePath } from '../console-page.ts'
import type { ConsoleDeps } from '../deps.ts'
import { ledger } from '../ledger.ts'
import { showConsole, showMissing } from '../show-console.ts'
import { parseLetter } from './parse-letter.ts'
import { words } from './words.ts'

const LETTERS = 50
type Named = { Params: { name: string } }

export function siteRoutes(app: FastifyInstance, deps: ConsoleDeps): void {
  app.get(consolePath('site'), (request, reply) =>
    admit(deps, request, reply, 'site', (clerk) => showSite(deps, request, reply, clerk)),
  )
  app.post(`${consolePath('site')}/mail`, (request, reply) =>
    admit(deps, request, reply, 'site', async (clerk) => {
      const id = readForm(request)('letter')
      if (await sendAgain(deps.db, id))
        await noteDeed(
          deps.db,
          deps.secretKey,
          deedOf(clerk, null, 'mail-sent-again', { about: id }),
          deps.now(),
        )
      return goTo(reply, `${at(clerk.place, 'site')}?done=again#mail`)
    }),
  )
  app.get<Named>(`${consolePath('site')}/outbox/:name`, (request, reply) =>
    admit(deps, request, reply, 'site', (clerk) => showLetter(deps, request, reply, clerk)),
  )
}

async function showSite(deps: ConsoleDeps, request: FastifyRequest, reply: FastifyReply, clerk: Clerk) {
  const { place } = clerk
  const t = words(place.language).site
  const [jobs, waiting] = await Promise.all([
    listHandedIn(deps.db, { presses: allPresses(deps), open: true, limit: 20 }),
    listBooks(deps.db, { limit: 1 }),
  ])
  const { rows } = await sql<{ version: string; size: string; queue: number }>`
    select current_setting('server_version') as version, pg_size_pretty(pg_database_size(current_database())) as size,
      (select count(*)::integer from handed_in where state in ('waiting', 'reading')) as queue`.execute(
    deps.db,
  )
  const [server] = rows
  const fact = (term: string, value: Part) => html`<div><dt>${term}</dt><dd>${value}</dd></div>\n`
  return showConsole(deps, request, reply, clerk, {
    ...{ here: 'site', title: t.title, done: queryOf(request, 'done') === 'again' ? t.done.again : null },
    body: html`<section aria-labelledby="health"><h2 id="health">${t.health}</h2><dl class="facts">
${fact(t.release, deps.release)}${fact(t.database, `PostgreSQL ${server?.version ?? ''}, ${server?.size ?? ''}`)}
${fact(t.books, waiting.total)}${fact(t.worker, t.queue(server?.queue ?? 0))}</dl></section>
<section aria-labelledby="jobs"><h2 id="jobs">${t.jobs}</h2>${jobs.length === 0 ? html`<p class="empty">${t.jobsNone}</p>` : handedInLedger(place, jobs)}</section>
${await mail(deps, clerk)}${await federations(deps, clerk)}${presses(deps, clerk)}`,
  })
}

async function mail(deps: ConsoleDeps, { place }: Clerk): Promise<Html> {
  const t = words(place.language).site
  const letters = await listMail(deps.db, { limit: LETTERS })
  const laid = deps.outbox === null ? [] : (await outboxNames(deps.outbox)).slice(0, LETTERS)
  return html`<section aria-labelledby="mail"><h2 id="mail">${t.mail}</h2>${ledger({
    ...{ id: 'letters', caption: t.mailCaption, empty: t.mailNone },
    head: [t.mailColumns.to, t.mailColumns.subject, t.mailColumns.state, t.mailColumns.made],
    rows: letters.map(({ id, recipient, subject, state, fault, made }) => [
      recipient,
      nameLetter(place, laid, id, subject),
      html`${t.mailStates[state]}${fault !== null && html` <span class="label">${fault}</span>`}${
        state === 'given-up' &&
        html`<form method="post" action="${at(place, 'site', 'mail')}"><input type="hidden" name="letter" value="${id}">${quiet(t.again, html` aria-label="${t.againTo(recipient)}"`)}</form>`
      }`,
      moment(made),
    ]),
  })}${deps.outbox !== null && html`<p class="hint">${t.outboxHint}</p>`}</section>`
}

/** A letter that lies in the outbox can be read there. */
function nameLetter(place: Clerk['place'], laid: readonly string[], id: string, subject: string): Part {
  const name = laid.find((one) => one.endsWith(`-${id}.eml`))
  return name === undefined ? subject : html`<a href="${at(place, 'site', 'outbox', name)}">${subject}</a>`
}

const outboxNames = async (outbox: string): Promise<readonly string[]> =>
  (await readdir(outbox).catch(() => []))
    .filter((name) => LETTER.test(name))
    .sort()
    .reverse()

const LETTER = /^[\w.+-]+\.eml$/

async function showLetter(
  deps: ConsoleDeps,
  request: FastifyRequest<Named>,
  reply: FastifyReply,
  clerk: Clerk,
) {
  const { name } = request.params
  const { outbox } = deps
  const eml =
    outbox === null || !LETTER.test(name)
      ? null
      : await readFile(join(outbox, name), 'utf8').catch(() => null)
  if (eml === null) return showMissing(deps, request, reply, clerk)
  const t = words(clerk.place.language).site
  const { head, text } = parseLetter(eml)
  return showConsole(deps, request, reply, clerk, {
    ...{ here: 'site', title: t.letter, above: t.outbox },
    body: html`<ul class="steps">${head.map((line) => html`<li>${line}</li>\n`)}</ul><pre tabindex="0" role="region" aria-label="${t.letter}" class="letter">${text}</pre>`,
  })
}

async function federations({ db }: ConsoleDeps, { place }: Clerk): Promise<Html> {
  const t = words(place.language).site
  const all = await listFederations(db)
  const ill = all.filter(({ problem }) => problem !== null)
  return html`<section aria-labelledby="federations"><h2 id="federations">${t.federations}</h2>
<p>${all.length === 0 ? t.federationsNone : t.federationsKnown(all.length)}${ill.length > 0 && html` <strong>${t.federationsIll(ill.map(({ name }) => name).join(', '))}</strong>`}</p>
<p class="acts"><a class="quiet" href="${at(place, 'site', 'federations')}"><span>${t.toFederations}</span></a></p></section>`
}

function presses(deps: ConsoleDeps, { place }: Clerk): Html {
  const t = words(place.language).site
  const names = allPresses(deps).map((slug) => deps.presses.brandOf(slug, place.language).name)
  return html`<section aria-labelledby="presses"><h2 id="presses">${t.presses}</h2><p>${names.join(', ')}</p>
<p class="acts"><a class="quiet" href="${at(place, 'site', 'presses')}"><span>${t.toPresses}</span></a></p></section>`
}
