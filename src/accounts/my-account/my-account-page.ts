/** My account: one page with a form for each thing, so that nothing has to be looked for. */
import { type Html, href, html, type Part, type Place, paths, textField, time } from '#web'
import { type Account, PASSWORD_LEAST } from '../account.ts'
import { act, alarm, hidden, quiet, sheet, told } from '../sheet.ts'
import { words } from '../words.ts'
import { toBrowserName } from './to-browser-name.ts'

export type MyAccountPage = {
  readonly place: Place
  readonly account: Account
  readonly hasPassword: boolean
  readonly isStaff: boolean
  readonly passkeys: readonly {
    readonly id: string
    readonly name: string | null
    readonly since: Date | null
  }[]
  readonly sessions: readonly {
    readonly id: string
    readonly used: Date
    readonly userAgent: string
    readonly here: boolean
  }[]
  readonly providers: readonly { readonly key: string; readonly name: string; readonly joined: boolean }[]
  readonly panels: readonly { readonly id: string; readonly title: string; readonly body: Html }[]
  readonly done: string | null
  readonly problems: Problems
}

/** By the field they stand at. */
export type Problems = {
  readonly name?: string
  readonly email?: string
  readonly current?: string
  readonly password?: string
}

export function renderMyAccountPage(page: MyAccountPage): Html {
  const { place, account } = page
  const t = words(place.language)
  const part = (name: string) => href(place, paths.accountPart(name))
  return sheet(
    t.account,
    told(page.done),
    html`<p>${t.signedInAs(account.email)}</p>
<form method="post" action="${href(place, paths.signOut)}"><p class="acts">${quiet(t.signOut)}</p></form>
`,
    booksSection(page),
    html`<section aria-labelledby="your-name"><h2 id="your-name">${t.yourName}</h2>
<form method="post" action="${part('name')}" novalidate>
${textField({ id: 'name', name: 'name', label: t.name, value: account.name, autocomplete: 'name', required: true, problem: page.problems.name ?? null })}
<p class="acts">${quiet(t.save)}</p></form></section>
<section aria-labelledby="your-address"><h2 id="your-address">${t.yourAddress}</h2>
<form method="post" action="${part('address')}" novalidate>
${textField({ id: 'email', name: 'email', label: t.newAddress, hint: t.addressHint, type: 'email', autocomplete: 'email', required: true, problem: page.problems.email ?? null })}
<p class="acts">${quiet(t.change)}</p></form></section>
<section aria-labelledby="your-password"><h2 id="your-password">${t.yourPassword}</h2>
${!page.hasPassword && html`<p>${t.noPasswordYet}</p>\n`}<form method="post" action="${part('password')}" novalidate>
<div hidden>${textField({ id: 'username', name: 'username', label: t.email, type: 'email', value: account.email, autocomplete: 'username' })}</div>
${page.hasPassword && textField({ id: 'current', name: 'current', label: t.currentPassword, type: 'password', autocomplete: 'current-password', required: true, problem: page.problems.current ?? null })}
${textField({ id: 'password', name: 'password', label: t.newPassword, hint: t.passwordHint(PASSWORD_LEAST), type: 'password', autocomplete: 'new-password', required: true, problem: page.problems.password ?? null })}
<p class="acts">${quiet(page.hasPassword ? t.change : t.save)}</p></form></section>
`,
    passkeySection(page),
    html`<section aria-labelledby="second-proof"><h2 id="second-proof">${t.secondProof}</h2>
<p>${account.twoFactor ? t.codeOn : t.codeSetUp}</p>
${account.twoFactor ? (page.isStaff ? html`<p>${t.codeOffNever}</p>` : form(part('code/off'), quiet(t.codeOff))) : html`<p><a href="${part('code')}">${t.setUp}</a></p>`}</section>
`,
    page.providers.length > 0 &&
      html`<section aria-labelledby="joined"><h2 id="joined">${t.providers}</h2>
<ul class="account-list">${page.providers.map(
        ({ key, name, joined }) =>
          html`<li>${form(part(`providers/${key}/${joined ? 'part' : 'join'}`), [quiet(joined ? t.part(name) : t.join(name))])}</li>\n`,
      )}</ul></section>
`,
    sessionSection(page),
    html`<section aria-labelledby="your-data"><h2 id="your-data">${t.yourData}</h2>
<p><a href="${part('export.json')}" download>${t.exportData}</a></p>
<p><a href="${part('delete')}">${t.deleteTitle}</a></p></section>`,
  )
}

const day = (date: Date, { language }: Place): Html => time(date.toISOString().slice(0, 10), language)

const form = (action: string, body: Part): Html => html`<form method="post" action="${action}">${body}</form>`

function booksSection({ place, panels }: MyAccountPage): Html {
  const t = words(place.language)
  return html`<section aria-labelledby="books"><h2 id="books">${t.books}</h2>
${panels.map(({ id, title, body }) => html`<section aria-labelledby="${id}"><h3 id="${id}">${title}</h3>\n${body}</section>\n`)}${
  panels.length === 0 && html`<p>${t.booksNone} <a href="${href(place, paths.books)}">${t.browse}</a></p>\n`
}</section>
`
}

function passkeySection({ place, passkeys }: MyAccountPage): Html {
  const t = words(place.language)
  const part = (name: string) => href(place, paths.accountPart(name))
  return html`<section aria-labelledby="passkeys"><h2 id="passkeys">${t.passkeys}</h2>
<p>${t.passkeysHint}${passkeys.length === 0 && ` ${t.passkeysNone}`}</p>
${
  passkeys.length > 0 &&
  html`<ul class="account-list">${passkeys.map(({ id, name, since }) => {
    const what = name ?? t.aPasskey
    return html`<li><span>${what}${since !== null && html` <span class="label">${t.since} ${day(since, place)}</span>`}</span>
${form(part(`passkeys/${id}/remove`), quiet(t.remove, html` aria-label="${t.removeWhat(what)}"`))}</li>\n`
  })}</ul>\n`
}<form class="passkey" hidden data-passkey="add" data-options="${part('passkeys/options')}" data-finish="${part('passkeys')}" data-done="${href(place, paths.account)}?done=passkey" data-again="${href(place, paths.signIn)}?${String(new URLSearchParams({ to: href(place, paths.account), again: 'yes' }))}" data-failed="${t.passkeyFailed}"><p class="acts">${quiet(t.addPasskey)}</p></form>
<noscript><p>${t.passkeysNoScript}</p></noscript></section>
`
}

function sessionSection({ place, sessions }: MyAccountPage): Html {
  const t = words(place.language)
  const part = (name: string) => href(place, paths.accountPart(name))
  return html`<section aria-labelledby="sessions"><h2 id="sessions">${t.sessions}</h2>
<ul class="account-list">${sessions.map((session) => {
    const { browser, system } = toBrowserName(session.userAgent)
    const name = browser === null ? t.someBrowser : system === null ? browser : t.onSystem(browser, system)
    return html`<li><span>${name} <span class="label">${session.here ? t.thisSession : [t.lastUsed, ' ', day(session.used, place)]}</span></span>
${!session.here && form(part('sessions/end'), [hidden('session', session.id), quiet(t.endSession, html` aria-label="${t.endSessionOf(name)}"`)])}</li>\n`
  })}</ul>
${sessions.length > 1 && form(part('sessions/end'), [hidden('session', 'others'), quiet(t.endOthers)])}</section>
`
}

export function renderDeletePage(place: Place, problem: string | null): Html {
  const t = words(place.language)
  return sheet(
    t.deleteTitle,
    alarm(problem),
    html`<p>${t.deleteText}</p>
<form method="post" action="${href(place, paths.accountPart('delete'))}">
<div class="field${problem !== null && ' field-problem'}"><div class="choice"><input type="checkbox" id="sure" name="sure" value="yes"><label for="sure">${t.deleteConfirm}</label></div></div>
<p class="acts">${act(t.deleteAct)} <a href="${href(place, paths.account)}">${t.account}</a></p>
</form>`,
  )
}

export function renderDeletedPage(place: Place): Html {
  const t = words(place.language)
  return sheet(
    t.deletedTitle,
    html`<p>${t.deleted}</p>
<p><a href="${href(place, paths.home)}">${t.home}</a></p>`,
  )
}

export function renderStaffOnlyPage(place: Place): Html {
  const t = words(place.language)
  return sheet(
    t.staffOnlyTitle,
    html`<p>${t.staffOnly}</p>
<p><a href="${href(place, paths.account)}">${t.account}</a></p>`,
  )
}
