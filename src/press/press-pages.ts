/** The pages in which a press speaks of itself. */
import { type Html, href, html, messages, type Part, type Place, paths } from '#web'
import { type PolicyName, type Press, type Words, wordsIn } from './press.ts'
import { addressOf, renderPlainWords } from './render-plain-words.ts'
import { en } from './texts.en.ts'
import { fr } from './texts.fr.ts'
import { words } from './words.ts'

export type PressPage = {
  readonly press: Press
  readonly place: Place
  /** Those who speak on this site besides; empty on a press's own place. */
  readonly others: readonly Press[]
}

const texts = messages({ en, fr })

export const renderAboutPage = (page: PressPage): Html => {
  const t = words(page.place.language)
  return sheet(
    t.about,
    null,
    html`${written(page, page.press.about, 'about')}${
      page.others.length > 0 &&
      html`<h2>${t.presses}</h2>\n<ul>${page.others.map((other) => html`<li><a href="${addressOfPress(page.place, other)}">${other.name}</a></li>`)}</ul>`
    }`,
  )
}

const addressOfPress = (place: Place, { host, slug }: Press): string =>
  host === null
    ? href({ ...place, base: `/press/${slug}` }, paths.home)
    : `${place.origin.startsWith('https:') ? 'https' : 'http'}://${host}/`

/** The press's own statement, then what is true of every page here. */
export const renderAccessibilityPage = (page: PressPage): Html => {
  const { statement } = page.press.accessibility
  return sheet(
    words(page.place.language).accessibility,
    null,
    html`${statement !== null && written(page, statement, 'accessibility')}${renderPlainWords(textOf(page, 'accessibility'))}`,
  )
}

export const renderContactPage = (page: PressPage): Html => {
  const { contact, accessibility } = page.press
  const t = words(page.place.language)
  return sheet(
    t.contact,
    null,
    html`${renderPlainWords(textOf(page, 'contact'))}
<dl class="plain-facts">
<div><dt>${t.write}</dt><dd>${reach(contact.address)}</dd></div>
${contact.rights !== null && html`<div><dt>${t.rights}</dt><dd>${reach(contact.rights)}</dd></div>\n`}<div><dt>${t.accessible}</dt><dd>${reach(accessibility.contact)}</dd></div>
${contact.postal !== null && html`<div><dt>${t.postal}</dt><dd>${lines(contact.postal)}</dd></div>\n`}</dl>`,
  )
}

export const renderPolicyPage = (page: PressPage, name: PolicyName): Html => {
  const t = words(page.place.language)
  const policy = page.press.policies[name]
  return sheet(t.policies[name], t.version(policy.version), written(page, policy.text, name))
}

type TextName = keyof typeof en

/** What the press wrote, in the reader's language if it did; else the house's own text. */
function written(page: PressPage, own: Words | null, name: TextName): Part {
  if (own === null) return renderPlainWords(textOf(page, name))
  const text = wordsIn(own, page.place.language) ?? ''
  if (own[page.place.language] !== undefined) return renderPlainWords(text)
  const [language = 'en'] = Object.keys(own)
  return html`<p class="label">${words(page.place.language).otherLanguage}</p><div lang="${language}">${renderPlainWords(text)}</div>`
}

const textOf = ({ press, place }: PressPage, name: TextName): string =>
  texts(place.language)[name]({
    name: press.name,
    onlinePublisher: press.onlinePublisher,
    contact: press.contact.address,
    accessibilityContact: press.accessibility.contact,
    contactPage: href(place, paths.contact),
  })

const sheet = (title: string, under: string | null, body: Part): Html => html`<div class="sheet list">
<header class="list-head"><h1>${title}</h1>${under !== null && html`<p class="label">${under}</p>`}</header>
<div class="plain-words">${body}</div></div>`

const reach = (address: string): Html =>
  html`<a href="${addressOf(address) ?? '#'}">${address.replace(/^https?:\/\//, '')}</a>`

const lines = (text: string): Part => text.split('\n').map((line, i) => (i === 0 ? line : html`<br>${line}`))
