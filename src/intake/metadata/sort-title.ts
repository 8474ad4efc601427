/** Titles for lists: the article of its language goes to the end ("Economic Consequences of the Peace, The"). */
export function sortTitle(title: string, language: string): string {
  const articles = ARTICLES[language.toLowerCase().split('-')[0] ?? '']
  const match = articles?.exec(title)
  if (!match) return title
  const rest = title.slice(match[0].length).trim()
  return rest === '' ? title : `${upperFirst(rest)}, ${match[0].trim()}`
}

const upperFirst = (text: string): string => text.slice(0, 1).toLocaleUpperCase() + text.slice(1)

const ARTICLES: Readonly<Record<string, RegExp>> = {
  en: /^(?:the|an|a)\s+/i,
  fr: /^(?:(?:les?|la|une?)\s+|l[’'])/i,
  de: /^(?:der|die|das|ein|eine)\s+/i,
  es: /^(?:el|los|las|la|una?)\s+/i,
  it: /^(?:(?:il|lo|gli|le|la|una?|uno|i)\s+|(?:l|un)[’'])/i,
  pt: /^(?:os?|as|uma?)\s+/i,
  nl: /^(?:de|het|een)\s+/i,
}
