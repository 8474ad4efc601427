/** Les dates comme on les dit en français. */
import type { Tongue } from './describe-edtf.ts'
import type { EdtfDate } from './edtf.ts'
import {
  decadeOf,
  doubtedParts,
  type PartName,
  type Said,
  sayDay,
  sayMonth,
  sayYear,
  sharedQualifier,
  timeOf,
} from './parts.ts'
import { isSeason } from './possible.ts'

const MONTHS = [
  ...['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août'],
  ...['septembre', 'octobre', 'novembre', 'décembre'],
]
const SEASONS = ['printemps', 'été', 'automne', 'hiver']
const ORDINALS = ['premier', 'deuxième', 'troisième', 'quatrième']

const monthName = (n: number): string => MONTHS[n - 1] ?? String(n)
const dayName = (n: number): string => (n === 1 ? '1er' : String(n))

const or = (items: readonly string[], word = 'ou'): string =>
  items.length < 2 ? items.join() : `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`

/** L’an 0 est l’an 1 avant notre ère. En dessous de mille, un nombre seul ne se lirait pas comme une année. */
const yearName = (year: number): string =>
  year <= 0 ? `${1 - year} av. J.-C.` : year < 1000 ? `${year} apr. J.-C.` : String(year)

/** « de », élidé où il le faut. */
const de = (said: string): string => (/^[aàâeéèêhiîoôuû]/i.test(said) ? `d’${said}` : `de ${said}`)

function yearAlone(date: EdtfDate): string {
  const year = sayYear(date)
  const decade = decadeOf(date)
  if (decade !== null) return `les années ${decade}`
  if (year.kind === 'row') return `entre ${yearName(year.from)} et ${yearName(year.to)}`
  return year.kind === 'known' ? yearName(year.value) : 'une année inconnue'
}

/** Après un mois : « 1953 », « d’une année inconnue ». */
function ofYear(date: EdtfDate): string {
  const year = sayYear(date)
  if (year.kind === 'known') return yearName(year.value)
  return year.kind === 'row'
    ? `d’une année entre ${yearName(year.from)} et ${yearName(year.to)}`
    : 'd’une année inconnue'
}

const withDe = (year: string): string => (year.startsWith('d’') ? year : `de ${year}`)

function season(date: EdtfDate): string {
  const n = Number(date.month?.digits)
  const year = ofYear(date)
  if (n <= 24) return `${SEASONS[n - 21]} ${year}`
  if (n <= 28) return `${SEASONS[n - 25]} ${year} (hémisphère nord)`
  if (n <= 32) return `${SEASONS[n - 29]} ${year} (hémisphère sud)`
  if (n <= 36) return `${ORDINALS[n - 33]} trimestre ${year}`
  if (n <= 39) return `${ORDINALS[n - 37]} quadrimestre ${year}`
  return `${ORDINALS[n - 40]} semestre ${year}`
}

function months(month: Said): string {
  switch (month.kind) {
    case 'known':
      return monthName(month.value)
    case 'these':
      return or(month.values.map(monthName))
    case 'row':
      return `un mois de ${monthName(month.from)} à ${monthName(month.to)}`
    case 'unknown':
      return 'un mois inconnu'
  }
}

function plain(date: EdtfDate): string {
  if (isSeason(date)) return season(date)
  const [year, month, day] = [ofYear(date), sayMonth(date), sayDay(date)]
  if (month === null) return yearAlone(date)
  const isNamed = month.kind === 'known' || month.kind === 'these'
  const inMonth = `${months(month)} ${isNamed ? year : withDe(year)}`
  switch (day?.kind) {
    case undefined:
      return inMonth
    case 'known':
      return isNamed ? `${dayName(day.value)} ${inMonth}` : `le ${dayName(day.value)} ${de(inMonth)}`
    case 'these':
      return isNamed
        ? `${or(day.values.map(dayName))} ${inMonth}`
        : `le ${or(day.values.map(dayName))} ${de(inMonth)}`
    case 'row': {
      const days = `entre le ${dayName(day.from)} et le ${dayName(day.to)}`
      return isNamed ? `${days} ${inMonth}` : `${days} ${de(inMonth)}`
    }
    case 'unknown':
      return month.kind === 'unknown' ? `un jour inconnu ${withDe(year)}` : `un jour inconnu ${de(inMonth)}`
  }
}

const PARTS: Readonly<Record<PartName, string>> = { year: 'année', month: 'mois', day: 'jour' }

/** Ce qui précède, et ce qui suit entre parenthèses. */
function bare(of: EdtfDate): { readonly said: string; readonly doubts: string } {
  const time = timeOf(of)
  const said = `${plain(of)}${time === null ? '' : `, ${time}`}`
  const { uncertain, approximate } = doubtedParts(of)
  const named = (names: readonly PartName[]) => names.map((name) => PARTS[name]).join(', ')
  const doubts = [
    ...(uncertain.length > 0 ? [`incertain : ${named(uncertain)}`] : []),
    ...(approximate.length > 0 ? [`approximatif : ${named(approximate)}`] : []),
  ]
  return { said, doubts: doubts.length > 0 ? ` (${doubts.join(' ; ')})` : '' }
}

function date(of: EdtfDate): string {
  const { said, doubts } = bare(of)
  const qualifier = sharedQualifier(of)
  if (qualifier === null) return `${said}${doubts}`
  // « vers entre » ne serait pas du français.
  if (/^(entre|une? )/.test(said)) return `${said} (${ASIDE[qualifier]})`
  return `${AHEAD[qualifier]} ${isDay(said) ? `le ${said}` : said}`
}

const isDay = (said: string): boolean => /^\d{1,2}(er)?[ ,]\D/.test(said) && !/^\d+ (av|apr)\./.test(said)

const AHEAD = { '?': 'peut-être', '~': 'vers', '%': 'peut-être vers' } as const
const ASIDE = { '?': 'incertain', '~': 'approximatif', '%': 'incertain et approximatif' } as const
const BEHIND = { '?': ' (incertain)', '~': ' environ', '%': ' environ (incertain)' } as const

/** Au milieu d’une phrase, l’à-peu-près suit la date : « de 1984 environ ». */
function within(of: EdtfDate): string {
  const { said, doubts } = bare(of)
  const qualifier = sharedQualifier(of)
  const whole = `${said}${qualifier === null ? doubts : BEHIND[qualifier]}`
  return said.startsWith('entre') ? `un moment ${whole}` : whole
}

function from(of: EdtfDate): string {
  const said = within(of)
  if (said.startsWith('les ')) return `des ${said.slice(4)}`
  if (said.startsWith('le ')) return `du ${said.slice(3)}`
  if (isSeasonWithVowel(said)) return `de l’${said}`
  return isDay(said) || isSpan(said) ? `du ${said}` : de(said)
}

function until(of: EdtfDate, year: 'à' | 'en'): string {
  const said = within(of)
  if (said.startsWith('les ')) return `aux ${said.slice(4)}`
  if (said.startsWith('le ')) return `au ${said.slice(3)}`
  if (isDay(said) || isSpan(said)) return `au ${said}`
  if (isSeasonWithVowel(said)) return `à l’${said}`
  return said.startsWith('un') ? `à ${said}` : `${year} ${said}`
}

/** Ce qui se dit avec l’article : « du premier trimestre 1953 ». */
const isSpan = (said: string): boolean => /^(premier|deuxième|troisième|quatrième|printemps)/.test(said)

const isSeasonWithVowel = (said: string): boolean => /^(été|automne|hiver)/.test(said)

const jusque = (of: EdtfDate): string => `jusqu’${until(of, 'en')}`

export const french: Tongue = {
  date,
  between: (start, end) => `${from(start)} ${until(end, 'à')}`,
  onwards: (start) => `à partir ${from(start)}`,
  upTo: jusque,
  toUnknown: (start) => `${from(start)} à une date inconnue`,
  fromUnknown: (end) => `d’une date inconnue ${until(end, 'à')}`,
  always: 'sans début ni fin',
  fromUnknownOnwards: 'à partir d’une date inconnue',
  upToUnknown: 'jusqu’à une date inconnue',
  orEarlier: (of, which) => `${within(of)} ${which === 'one' ? 'ou avant' : 'et tout ce qui précède'}`,
  orLater: (of, which) => `${within(of)} ${which === 'one' ? 'ou après' : 'et tout ce qui suit'}`,
  range: (start, end, which) => `${which === 'one' ? 'un moment' : 'tout'} ${from(start)} ${until(end, 'à')}`,
  join: (members, which) => or(members, which === 'one' ? 'ou' : 'et'),
}
