import { type Html, href, html, type Place, paths, textField } from '#web'
import { act, sheet, told } from '../sheet.ts'
import { words } from '../words.ts'

export type TwoFactorPage = {
  readonly place: Place
  /** The reader has a role, which waits for this. */
  readonly needed: boolean
  readonly returnTo: string
}

export function renderBeginPage({ place, needed, returnTo }: TwoFactorPage): Html {
  const t = words(place.language)
  return sheet(
    t.codeSetUpTitle,
    needed && told(t.codeNeeded),
    html`<p>${t.codeSetUp}</p>
<form method="post" action="${href(place, paths.accountPart('code'))}">
<input type="hidden" name="to" value="${returnTo}">
<p class="acts">${act(t.codeBegin)}</p></form>`,
  )
}

export type SetUpPage = {
  readonly place: Place
  readonly returnTo: string
  /** otpauth://… */
  readonly address: string
  /** Base 32, as apps want it typed. */
  readonly key: string
  /** One row for each row of squares. */
  readonly squares: readonly (readonly boolean[])[]
  readonly recoveryCodes: readonly string[]
  readonly problem: string | null
}

export function renderSetUpPage(page: SetUpPage): Html {
  const t = words(page.place.language)
  return sheet(
    t.codeSetUpTitle,
    html`<p>${t.codeScan}</p>
${picture(page.squares, t.codePicture)}
<p><a href="${page.address}">${t.codeOpen}</a></p>
<p>${t.codeKey}<br><code class="identifier">${page.key.replace(/(.{4})(?=.)/g, '$1 ')}</code></p>
<h2>${t.recoveryTitle}</h2>
<p>${t.recovery}</p>
<ul class="recovery-codes">${page.recoveryCodes.map((code) => html`<li><code>${code}</code></li>\n`)}</ul>
<form method="post" action="${href(page.place, paths.accountPart('code/confirm'))}">
<input type="hidden" name="to" value="${page.returnTo}">
${textField({ id: 'code', name: 'code', label: t.codeConfirm, autocomplete: 'one-time-code', required: true, problem: page.problem })}
<p class="acts">${act(t.confirm)}</p></form>`,
  )
}

/** Dark squares on light ones whatever the light of the page: cameras want it so (ISO/IEC 18004). */
function picture(squares: readonly (readonly boolean[])[], title: string): Html {
  const size = squares.length
  const path = squares.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return html`<svg class="square-code" viewBox="-4 -4 ${size + 8} ${size + 8}" role="img" aria-label="${title}" shape-rendering="crispEdges"><rect x="-4" y="-4" width="${size + 8}" height="${size + 8}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`
}
