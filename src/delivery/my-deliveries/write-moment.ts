import { type Html, html, type Language } from '#web'

/** A day and a time, in the world's time: whoever reads it may be anywhere. */
export function writeMoment(date: Date, language: Language): Html {
  return html`<time datetime="${date.toISOString()}">${FORMATS[language].format(date)} UTC</time>`
}

const options = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' } as const

const FORMATS = {
  en: new Intl.DateTimeFormat('en-GB', options),
  fr: new Intl.DateTimeFormat('fr-FR', options),
}
