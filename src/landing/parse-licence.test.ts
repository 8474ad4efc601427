import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { licenceName } from './panels/rights-panel.ts'
import { parseLicence } from './parse-licence.ts'

const name = (address: string, language: 'en' | 'fr' = 'en') => {
  const licence = parseLicence(address)
  return licence === null ? null : licenceName(licence, language)
}

describe('a licence', () => {
  it('is named by its parts and version', () => {
    assert.equal(
      name('https://creativecommons.org/licenses/by-nc-nd/4.0/'),
      'Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 International (CC BY-NC-ND 4.0)',
    )
    assert.equal(
      name('http://creativecommons.org/licenses/by-sa/3.0/de/deed.en'),
      'Creative Commons Attribution-ShareAlike 3.0 DE (CC BY-SA 3.0)',
    )
    assert.match(
      name('https://creativecommons.org/licenses/by/4.0/', 'fr') ?? '',
      /^Creative Commons Attribution 4\.0/,
    )
  })

  it('may be none at all', () => {
    assert.equal(
      name('https://creativecommons.org/publicdomain/zero/1.0/'),
      'Dedicated to the public domain (CC0)',
    )
    assert.equal(
      name('https://creativecommons.org/publicdomain/mark/1.0/'),
      'No known copyright (Public Domain Mark)',
    )
  })

  it('is unknown when it is another', () => {
    for (const address of [
      'https://example.org/licence',
      'https://creativecommons.org/licenses/xy/4.0/',
      'https://creativecommons.org/',
      '',
    ])
      assert.equal(parseLicence(address), null)
  })
})
