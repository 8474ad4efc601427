/** One request for an accessible copy, with what may be done about it. */
import { type CopyRequest, copyWords, isSettled } from '#access'
import { act, quiet } from '#accounts'
import { areaField, type Html, html, type Part, type Place, textField, time, writeBytes } from '#web'
import { lastDay } from '../access/parse-fields.ts'
import { at } from '../console-page.ts'
import { words } from './words.ts'

export type CopyScreen = {
  readonly place: Place
  readonly request: CopyRequest
  readonly product: Part
  readonly typed: Readonly<Record<'answer' | 'until' | 'reason', string>>
  readonly problems: { readonly until?: string; readonly reason?: string }
  readonly limits: { readonly bytes: number; readonly days: number }
}

export function renderCopyScreen(screen: CopyScreen): Html {
  const { place, request } = screen
  return html`${facts(screen)}
${!isSettled(request) && request.email !== null && answering(screen)}
${isSettled(request) && request.email !== null && takingUp(place, request)}`
}

function facts({ place, request, product }: CopyScreen): Html {
  const t = words(place.language)
  const { name, email, forms, message, asked, state, answer, file } = request
  const fact = (term: string, value: Part) => html`<div><dt>${term}</dt><dd>${value}</dd></div>\n`
  const reader =
    email === null ? t.forgotten : html`${name ?? t.unnamed} <a href="mailto:${email}">${email}</a>`
  return html`<dl class="facts">${fact(t.columns.state, t.states[state])}${fact(t.columns.product, product)}${fact(t.columns.reader, reader)}
${fact(
  t.columns.forms,
  html`<ul class="steps">${forms.map((form) => html`<li>${copyWords(place.language).forms[form]}</li>`)}</ul>`,
)}${message !== null && fact(t.message, message)}${fact(t.columns.asked, day(place, asked))}
${answer !== null && fact(t.answer, answer)}${file !== null && fact(t.file, t.fileUntil(file.name, writeBytes(file.bytes, place.language), lastDay(file.until)))}</dl>
${request.licenceId !== null && html`<p><a href="${at(place, 'licences', request.licenceId)}">${t.linked}</a></p>`}`
}

function answering({ place, request, typed, problems, limits }: CopyScreen): Html {
  const t = words(place.language)
  const form = (what: string, body: Html, files = false) =>
    html`<form method="post" action="${at(place, 'copies', request.id, what)}"${files && html` enctype="multipart/form-data"`} novalidate>${body}</form>`
  return html`<p class="hint">${t.noWonder}</p>
${request.state === 'new' && form('take', html`<p class="hint">${t.takeHint}</p><p class="acts">${quiet(t.take)}</p>`)}
<section aria-labelledby="send"><h2 id="send">${t.send}</h2><p>${t.sendHint}</p>${form(
    'send',
    html`<div class="field"><label for="file">${t.attach}</label><p class="hint" id="file-hint">${t.attachHint(writeBytes(limits.bytes, place.language), limits.days)}</p>
<input id="file" name="file" type="file" aria-describedby="file-hint"></div>
${textField({ id: 'until', name: 'until', label: `${t.link}: ${t.linkUntil.toLowerCase()}`, hint: t.linkUntilHint, value: typed.until, problem: problems.until ?? null })}
${areaField({ id: 'answer', name: 'answer', label: t.words, value: typed.answer })}<p class="acts">${act(t.send)}</p>`,
    true,
  )}</section>
<section aria-labelledby="decline"><h2 id="decline">${t.decline}</h2>${form(
    'decline',
    html`${areaField({ id: 'reason', name: 'reason', label: t.declineReason, hint: t.declineReasonHint, value: typed.reason, problem: problems.reason ?? null })}<p class="acts">${quiet(t.decline)}</p>`,
  )}</section>`
}

function takingUp(place: Place, { id, state }: CopyRequest): Html {
  const t = words(place.language)
  return html`<form method="post" action="${at(place, 'copies', id, 'take')}">${state === 'sent' && html`<p class="hint">${t.againHint}</p>`}<p class="acts">${quiet(t.again)}</p></form>`
}

const day = ({ language }: Place, date: Date): Html => time(date.toISOString().slice(0, 10), language)
