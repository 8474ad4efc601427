import { html } from '../html.ts'
import { mark, vault } from '../mark.ts'
import { type Sign, sign } from './sign.ts'

const SIGNS: readonly Sign[] = [
  'open',
  'closed',
  'read',
  'save',
  'cite',
  'share',
  'close',
  'enlarge',
  'previous',
  'next',
  'up',
]

export const signExamples = {
  signs: html`<ul class="inline-list">${SIGNS.map((name) => html`<li><span class="access">${sign(name)}<span>${name}</span></span></li>`)}</ul>`,
  mark: html`<p>${mark()}</p>`,
  vault: html`<div class="cover">${vault()}</div>`,
}
