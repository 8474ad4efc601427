/**
 * The grammar of QuickStatements v1 (wikidata.org/wiki/Help:QuickStatements): an item, a property or a label, a value; then
 * qualifiers, then sources, each with a value; all of it with tabulators between.
 */

const ITEM = /^Q[1-9]\d*$/
const PROPERTY = /^P[1-9]\d*$/
const QUALIFIER = /^P[1-9]\d*$/
const SOURCE = /^!?S[1-9]\d*$/
const TERM = /^[LAD][a-z]{2,3}(-[a-z0-9]{2,8})*$/
const TEXT = /^"[^"\t\n\r]+"$/
const TIME = /^[+-]\d{4,}-(\d{2})-(\d{2})T00:00:00Z\/(9|10|11)(\/J)?$/
const PLACE = /^@-?\d{1,2}(\.\d+)?\/-?\d{1,3}(\.\d+)?$/

export const faultsInQuickStatements = (text: string): readonly string[] =>
  text === ''
    ? []
    : [
        ...(text.endsWith('\n') ? [] : ['The last line does not end']),
        ...text.trimEnd().split('\n').flatMap(faultsInLine),
      ]

function faultsInLine(line: string): readonly string[] {
  const [item = '', property = '', value = '', ...rest] = line.split('\t')
  const fault = (what: string) => [`${what}: ${line}`]
  if (!ITEM.test(item)) return fault('No item')
  if (TERM.test(property)) return TEXT.test(value) && rest.length === 0 ? [] : fault('No text of a label')
  if (!PROPERTY.test(property)) return fault('No property')
  if (!isValue(value)) return fault(`No value: ${value}`)
  if (rest.length % 2 !== 0) return fault('A qualifier or a source without a value')
  let inSources = false
  for (let at = 0; at < rest.length; at += 2) {
    const [name = '', said = ''] = rest.slice(at, at + 2)
    if (SOURCE.test(name)) inSources = true
    else if (!QUALIFIER.test(name) || inSources) return fault(`Out of its place: ${name}`)
    if (!isValue(said)) return fault(`No value: ${said}`)
  }
  return []
}

const isValue = (value: string): boolean =>
  ITEM.test(value) || TEXT.test(value) || PLACE.test(value) || isTime(value)

/** A precision of months leaves the day at 00, one of years the month too. */
function isTime(value: string): boolean {
  const [, month = '', day = '', precision = ''] = TIME.exec(value) ?? []
  if (precision === '11') return month > '00' && month <= '12' && day > '00' && day <= '31'
  if (precision === '10') return month > '00' && month <= '12' && day === '00'
  return precision === '9' && month === '00' && day === '00'
}
