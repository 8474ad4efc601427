import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { BOOK_FIELDS, decideCorrections, toFieldText } from './fields.ts'

const TOLD = {
  title: 'Ten Departures',
  'sort-title': 'Ten Departures',
  contributors: [
    {
      name: 'Ada Example',
      given: 'Ada',
      family: 'Example',
      role: 'author',
      affiliations: [{ name: 'The Archive', ror: 'https://ror.org/0' }],
    },
    { name: 'Bo Other', role: 'editor' },
  ],
  identifiers: { isbn: [{ value: '9781474467230', format: 'hardback' }], doi: '10.1515/x' },
  subjects: { thema: ['NHD', { code: 'NHW', label: 'War' }] },
  rights: { holder: 'Ada Example' },
  'print-year': 2020,
}

const texts = new Map(BOOK_FIELDS.map((field) => [field.key, toFieldText(field, TOLD)]))
const decide = (more: Readonly<Record<string, string>>) =>
  decideCorrections(BOOK_FIELDS, TOLD, (key) => more[key] ?? texts.get(key) ?? null)

describe('the fields of a book', () => {
  it('correct nothing when nothing is changed', () => assert.deepEqual(decide({}), {}))

  it('write people, numbers and subjects on lines', () => {
    assert.equal(texts.get('contributors'), 'Ada Example | author |  | The Archive\nBo Other | editor')
    assert.equal(texts.get('identifiers.isbn'), '9781474467230 | hardback')
    assert.equal(texts.get('subjects.thema'), 'NHD\nNHW | War')
  })

  it('change what was changed alone, in the words of book.yaml', () => {
    assert.deepEqual(
      decide({ title: 'Eleven Departures', 'rights.licence': 'CC BY 4.0', 'print-year': '2021' }),
      {
        ...{
          title: 'Eleven Departures',
          'sort-title': null,
          rights: { licence: 'CC BY 4.0' },
          'print-year': 2021,
        },
      },
    )
    assert.deepEqual(decide({ 'identifiers.doi': '10.1515/y' }), { identifiers: { doi: '10.1515/y' } })
  })

  it('keep of a person what a line does not show', () =>
    assert.deepEqual(
      decide({ contributors: 'Ada Example | author | 0000-0002-1825-0097 | The Archive; Elsewhere' }),
      {
        contributors: [
          {
            ...{
              name: 'Ada Example',
              given: 'Ada',
              family: 'Example',
              role: 'author',
              orcid: '0000-0002-1825-0097',
            },
            affiliations: [{ name: 'The Archive', ror: 'https://ror.org/0' }, 'Elsewhere'],
          },
        ],
      },
    ))

  it('stay empty when they are emptied, whatever the files say, until something is written there', () => {
    assert.deepEqual(decide({ 'print-year': '', 'rights.holder': '' }), {
      ...{ 'print-year': null, rights: { holder: null } },
      without: ['print-year', 'rights.holder'],
    })
    const again = decideCorrections(
      BOOK_FIELDS,
      TOLD,
      (key) => (key === 'subtitle' ? 'Of one winter' : (texts.get(key) ?? null)),
      ['subtitle', 'edition'],
    )
    assert.deepEqual(again, { subtitle: 'Of one winter', without: ['edition'] })
  })
})
