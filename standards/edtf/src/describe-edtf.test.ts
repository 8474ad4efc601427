import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { describeEdtf } from './describe-edtf.ts'
import { parseEdtf } from './parse-edtf.ts'
import { anyEdtf } from './samples/any-edtf.ts'

const SAID: Readonly<Record<string, readonly [string, string]>> = {
  '1953-06-01': ['1 June 1953', '1er juin 1953'],
  '1953-06': ['June 1953', 'juin 1953'],
  '1953~': ['about 1953', 'vers 1953'],
  '1953-06-26%': ['perhaps about 26 June 1953', 'peut-être vers le 26 juin 1953'],
  '195X': ['the 1950s', 'les années 1950'],
  '190X': ['between 1900 and 1909', 'entre 1900 et 1909'],
  '19XX~': ['between 1900 and 1999 (approximate)', 'entre 1900 et 1999 (approximatif)'],
  '1953-XX': ['an unknown month of 1953', 'un mois inconnu de 1953'],
  '1954-02-XX': ['an unknown day of February 1954', 'un jour inconnu de février 1954'],
  '1953-02-2X': ['between 20 and 28 February 1953', 'entre le 20 et le 28 février 1953'],
  '1953-XX-17': ['the 17th of an unknown month of 1953', 'le 17 d’un mois inconnu de 1953'],
  '156X-12-25': ['25 December of a year between 1560 and 1569', '25 décembre d’une année entre 1560 et 1569'],
  '1953-21': ['spring 1953', 'printemps 1953'],
  '1953-33': ['the first quarter of 1953', 'premier trimestre 1953'],
  '2004?-06-~11': [
    '11 June 2004 (uncertain: year; approximate: day)',
    '11 juin 2004 (incertain : année ; approximatif : jour)',
  ],
  '-0044-03-15': ['15 March 45 BC', '15 mars 45 av. J.-C.'],
  '0519': ['AD 519', '519 apr. J.-C.'],
  '1985-04-12T23:20:30Z': ['12 April 1985, 23:20:30 UTC', '12 avril 1985, 23:20:30 UTC'],
  '1984~/2004-06': ['from about 1984 to June 2004', 'de 1984 environ à juin 2004'],
  '1954-10/1954-12-01': ['from October 1954 to 1 December 1954', 'd’octobre 1954 au 1er décembre 1954'],
  '1953-22/1953-23': ['from summer 1953 to autumn 1953', 'de l’été 1953 à l’automne 1953'],
  '195X/196X': ['from the 1950s to the 1960s', 'des années 1950 aux années 1960'],
  '../1954-04': ['up to April 1954', 'jusqu’en avril 1954'],
  '1953-12-23/..': ['from 23 December 1953 onwards', 'à partir du 23 décembre 1953'],
  '/1954': ['from an unknown date to 1954', 'd’une date inconnue à 1954'],
  '1954/': ['from 1954 to an unknown date', 'de 1954 à une date inconnue'],
  '../..': ['without beginning or end', 'sans début ni fin'],
  '[1667,1668,1670..1672]': ['1667, 1668 or any from 1670 to 1672', '1667, 1668 ou un moment de 1670 à 1672'],
  '{1953-06,1954-02}': ['June 1953 and February 1954', 'juin 1953 et février 1954'],
  '[..1953-12]': ['December 1953 or earlier', 'décembre 1953 ou avant'],
}

describe('a date in words', () => {
  it('is what an English and a French historian would say', () => {
    for (const [text, [english, french]] of Object.entries(SAID)) {
      const read = parseEdtf(text)
      assert.ok(read.ok, text)
      assert.equal(describeEdtf(read.value, 'en'), english)
      assert.equal(describeEdtf(read.value, 'fr'), french)
    }
  })

  it('is said of every date there is', () =>
    fc.assert(
      fc.property(anyEdtf, fc.constantFrom('en' as const, 'fr' as const), (edtf, language) => {
        const said = describeEdtf(edtf, language)
        assert.doesNotMatch(
          said,
          /undefined|NaN|null|X| {2}|\bde [aéèo]|about (between|an?\b)|vers (entre|un)/,
        )
        assert.ok(said.length > 2)
      }),
      { numRuns: 1000 },
    ))
})
