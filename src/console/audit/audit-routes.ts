import type { FastifyInstance } from 'fastify'
import { queryOf } from '#accounts'
import { html } from '#web'
import { moment } from '../add/add-page.ts'
import { admit } from '../clerk.ts'
import { at, consolePath } from '../console-page.ts'
import type { ConsoleDeps } from '../deps.ts'
import { ledger, onwards, searchForm } from '../ledger.ts'
import { showConsole } from '../show-console.ts'
import { words } from '../site/words.ts'
import { type AuditVerdict, listDeeds, verifyAudit } from './audit-log.ts'

const SCREEN = 100

export function auditRoutes(app: FastifyInstance, deps: ConsoleDeps): void {
  app.get(consolePath('audit'), (request, reply) =>
    admit(deps, request, reply, 'audit', async (clerk) => {
      const { place, presses, ofSite } = clerk
      const t = words(place.language).audit
      const asked = (queryOf(request, 'q') ?? '').slice(0, 100)
      const about = queryOf(request, 'about')
      const before = Number(queryOf(request, 'before') ?? Number.NaN)
      const deeds = await listDeeds(deps.db, {
        ...{ presses: ofSite ? null : presses, limit: SCREEN + 1 },
        ...(asked === '' ? {} : { words: asked }),
        ...(about === undefined ? {} : { about }),
        ...(Number.isSafeInteger(before) ? { before } : {}),
      })
      const shown = deeds.slice(0, SCREEN)
      const query = new URLSearchParams({
        q: asked,
        ...(about === undefined ? {} : { about }),
        before: String(shown.at(-1)?.number ?? 0),
      })
      // Walking all of it is asked for, not done for every look.
      const verdict =
        queryOf(request, 'verify') === 'yes' && ofSite ? await verifyAudit(deps.db, deps.secretKey) : null
      return showConsole(deps, request, reply, clerk, {
        ...{ here: 'audit', title: t.title },
        ...(verdict === null ? {} : tell(verdict, t)),
        body: html`<p>${t.lead}</p>${searchForm(place, { action: at(place, 'audit'), label: t.search, value: asked })}
${ofSite && html`<p class="acts"><a class="quiet" href="${at(place, 'audit')}?verify=yes"><span>${t.verify}</span></a></p>`}
${ledger({
  ...{ id: 'audit', caption: t.caption, empty: t.none },
  head: [t.columns.what, t.columns.to, t.columns.who, t.columns.when, t.columns.number],
  rows: shown.map(({ number, act, name, about: id, who, at: when, details }) => [
    html`${t.acts[act]}${Object.keys(details).length > 0 && html`<details><summary>${t.details}</summary><pre tabindex="0">${JSON.stringify(details, null, 2)}</pre></details>`}`,
    name ?? id ?? '',
    who,
    moment(when),
    number,
  ]),
})}${onwards(place, deeds.length > SCREEN ? `${at(place, 'audit')}?${query}` : null)}`,
      })
    }),
  )
}

function tell(verdict: AuditVerdict, t: ReturnType<typeof words>['audit']) {
  if (verdict.kind === 'broken') return { problem: t.broken(verdict.number) }
  const { entries, head, foreignSeals } = verdict
  return {
    done: [t.whole(entries, head.slice(0, 16)), ...(foreignSeals > 0 ? [t.foreign(foreignSeals)] : [])].join(
      ' ',
    ),
  }
}
