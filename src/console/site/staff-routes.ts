/** Who works here. An owner of a press gives roles for that press; for the whole site, only who has one for the whole site. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act, giveRole, goTo, listStaff, queryOf, quiet, readForm, type StaffRole, takeRole } from '#accounts'
import { html, selectField, textField } from '#web'
import { noteDeed } from '../audit/audit-log.ts'
import { admit, type Clerk, deedOf } from '../clerk.ts'
import { at, consolePath } from '../console-page.ts'
import type { ConsoleDeps } from '../deps.ts'
import { ledger } from '../ledger.ts'
import { showConsole } from '../show-console.ts'
import { words } from './words.ts'

const ROLES: readonly StaffRole[] = ['owner', 'editor', 'support', 'operator']

export function staffRoutes(app: FastifyInstance, deps: ConsoleDeps): void {
  app.get(consolePath('staff'), (request, reply) =>
    admit(deps, request, reply, 'staff', (clerk) => showStaff(deps, request, reply, clerk, null, null)),
  )
  app.post(consolePath('staff'), (request, reply) =>
    admit(deps, request, reply, 'staff', (clerk) => give(deps, request, reply, clerk)),
  )
  app.post(`${consolePath('staff')}/take`, (request, reply) =>
    admit(deps, request, reply, 'staff', (clerk) => take(deps, request, reply, clerk)),
  )
}

const placesOf = async ({ desk }: ConsoleDeps, request: FastifyRequest, { presses }: Clerk) => {
  const staff = (await desk.identify(request))?.staff ?? []
  const everywhere = staff.some(
    ({ press, role }) => press === '*' && (role === 'owner' || role === 'operator'),
  )
  return everywhere ? ['*', ...presses] : presses
}

async function showStaff(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  problem: string | null,
  emailProblem: string | null,
): Promise<FastifyReply> {
  const { place } = clerk
  const t = words(place.language).staff
  const places = await placesOf(deps, request, clerk)
  const all = (await listStaff(deps.db)).filter(({ press }) => places.includes(press))
  const typed = readForm(request)
  const done = queryOf(request, 'done')
  const pressName = (press: string) => (press === '*' ? t.everyPress : press)
  return showConsole(deps, request, reply, clerk, {
    ...{
      here: 'staff',
      title: t.title,
      problem,
      status: problem === null && emailProblem === null ? 200 : 422,
    },
    done: done === 'given' || done === 'taken' ? t.done[done] : null,
    body: html`${ledger({
      ...{ id: 'staff', caption: t.caption, empty: t.none },
      head: [t.columns.who, t.columns.press, t.columns.role, t.columns.proof, t.columns.act],
      rows: all.map(({ name, email, press, role, twoFactor }) => [
        html`${name} <span class="label">${email}</span>`,
        pressName(press),
        t.roles[role],
        twoFactor ? t.has : t.lacks,
        html`<form method="post" action="${at(place, 'staff', 'take')}"><input type="hidden" name="email" value="${email}"><input type="hidden" name="press" value="${press}"><input type="hidden" name="role" value="${role}">${quiet(t.take, html` aria-label="${t.takeOf(t.roles[role], email)}"`)}</form>`,
      ]),
    })}
<section aria-labelledby="give"><h2 id="give">${t.give}</h2><form method="post" action="${at(place, 'staff')}" novalidate>
${textField({ id: 'email', name: 'email', label: t.email, type: 'email', value: typed('email'), problem: emailProblem })}
${selectField({ id: 'press', name: 'press', label: t.press, value: typed('press'), options: places.map((value) => ({ value, label: pressName(value) })) })}
${selectField({ id: 'role', name: 'role', label: t.role, value: typed('role'), options: ROLES.map((value) => ({ value, label: `${t.roles[value]}: ${t.rolesAbout[value]}` })) })}
<p class="acts">${act(t.give)}</p></form></section>`,
  })
}

async function readRole(deps: ConsoleDeps, request: FastifyRequest, clerk: Clerk) {
  const typed = readForm(request)
  const places = await placesOf(deps, request, clerk)
  const press = places.find((one) => one === typed('press'))
  const role = ROLES.find((one) => one === typed('role'))
  return { email: typed('email').trim(), press, role }
}

async function give(deps: ConsoleDeps, request: FastifyRequest, reply: FastifyReply, clerk: Clerk) {
  const { email, press, role } = await readRole(deps, request, clerk)
  const t = words(clerk.place.language).staff
  if (press === undefined || role === undefined)
    return showStaff(deps, request, reply, clerk, null, t.noAccount)
  const given = await giveRole(deps.db, email, { press, role })
  if (!given.ok) return showStaff(deps, request, reply, clerk, null, t.noAccount)
  const deed = deedOf(clerk, press === '*' ? null : press, 'role-given', {
    name: email,
    details: { press, role },
  })
  await noteDeed(deps.db, deps.secretKey, deed, deps.now())
  return goTo(reply, `${at(clerk.place, 'staff')}?done=given`)
}

async function take(deps: ConsoleDeps, request: FastifyRequest, reply: FastifyReply, clerk: Clerk) {
  const { email, press, role } = await readRole(deps, request, clerk)
  const t = words(clerk.place.language).staff
  if (press === undefined || role === undefined)
    return showStaff(deps, request, reply, clerk, null, t.noAccount)
  // Nobody locks the whole house from outside.
  if (email.toLowerCase() === clerk.account.email.toLowerCase() && (role === 'owner' || role === 'operator'))
    return showStaff(deps, request, reply, clerk, t.own, null)
  const taken = await takeRole(deps.db, email, { press, role })
  if (!taken.ok) return showStaff(deps, request, reply, clerk, null, t.noAccount)
  const deed = deedOf(clerk, press === '*' ? null : press, 'role-taken', {
    name: email,
    details: { press, role },
  })
  await noteDeed(deps.db, deps.secretKey, deed, deps.now())
  return goTo(reply, `${at(clerk.place, 'staff')}?done=taken`)
}
