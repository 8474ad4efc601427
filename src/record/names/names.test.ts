import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { compareNames, isSameName, TUNING } from './compare-names.ts'
import { distance } from './distance.ts'
import { findAlike } from './find-alike.ts'
import { foldWord } from './fold-name.ts'
import { isAskedFor } from './is-asked-for.ts'
import { jaroWinkler } from './jaro-winkler.ts'

const isOneKey = (a: string, b: string) => foldWord(a).some((key) => foldWord(b).includes(key))

describe('names', () => {
  it('are one however they were brought into Latin letters', () => {
    for (const forms of [
      ['Берия', 'Beria', 'Beriya', 'Berija', 'Beriâ'],
      ['Хрущёв', 'Khrushchev', 'Chruschtschow', 'Xruščev', 'Hruŝëv', 'Khrouchtchev', 'Hruscev'],
      ['Дзержинский', 'Dzerzhinsky', 'Dzeržinskij', 'Dzerjinskii', 'Dzerzhinskiy'],
      ['Юрий', 'Yuri', 'Iurii', 'Jurij', 'Youri', 'Ûrij'],
      ['Скачков', 'Skachkov', 'Skačkov', 'Skatchkov'],
      ['Αλέξανδρος', 'Alexandros'],
      ['ბერია', 'Beria'],
    ])
      for (const form of forms)
        assert.ok(isOneKey(forms[0] ?? '', form), `${forms[0]} ${form}: ${foldWord(form)}`)
  })

  it('of different people stay apart', () => {
    for (const [a = '', b = ''] of [
      ['Жуков', 'Шуков'],
      ['Петров', 'Петрова'],
      ['Серов', 'Сергеев'],
      ['Beria', 'Berlin'],
    ])
      assert.ok(!isOneKey(a, b), `${a} ${b}`)
  })

  it('are compared word by word, in any order, with initials and without patronymics', () => {
    for (const [a = '', b = ''] of [
      ['Beria, Lavrentiy Pavlovich', 'Лаврентий Павлович Берия'],
      ['Khrushchev, Nikita S.', 'Nikita Khrushchev'],
      ['Deryabin, Petr S.', 'Pyotr Sergeyevich Derjabin'],
      ['Bohlen, Charles E. (“Chip”)', 'Charles Bohlen'],
      ['Emelyanov, V.S.', 'Yemelyanov, Vasiliy S.'],
      ['Voroshilov', 'Voroshilov, Marshal of the Soviet Union Kliment Yefremovich'],
    ])
      assert.ok(isSameName(a, b), `${a} | ${b}: ${compareNames(a, b)}`)
    for (const [a = '', b = ''] of [
      ['Novikov, Kirill Vasilyevich', 'Novikov, Nikolai Vasilyevich'],
      ['Smirnov, Andrei', 'Smirnovsky, Mikhail'],
      ['A. B.', 'A. B. Ivanov'],
    ])
      assert.ok(!isSameName(a, b), `${a} | ${b}: ${compareNames(a, b)}`)
  })

  it('are as like one way round as the other, and like themselves', () => {
    const name = fc
      .array(
        fc.constantFrom('Pavlov', 'Павел', 'P.', 'Yuri', 'Jurij', 'Smith', 'von', 'Anna-Maria', 'Petrov'),
        {
          minLength: 1,
          maxLength: 4,
        },
      )
      .map((words) => words.join(' '))
    void fc.assert(
      fc.property(fc.tuple(name, name), ([a, b]) => {
        assert.ok(Math.abs(compareNames(a, b) - compareNames(b, a)) < 1e-9)
        assert.ok(compareNames(a, b) <= 1)
      }),
    )
    assert.equal(compareNames('Petrov, Ivan', 'Ivan Petrov'), 1)
    assert.equal(compareNames('', 'Ivan'), 0)
  })

  it('need as many changes as it takes to make one the other', () => {
    assert.equal(distance('pavlov', 'pavlov'), 0)
    assert.equal(distance('pavlov', 'palvov'), 1)
    assert.equal(distance('sobelev', 'sobolev'), 0.5)
    assert.equal(distance('', 'abc'), 3)
  })

  it('have the likeness that Winkler gives his own examples', () => {
    for (const [a, b, likeness] of [
      ['martha', 'marhta', 0.961],
      ['dwayne', 'duane', 0.84],
      ['dixon', 'dicksonx', 0.813],
      ['same', 'same', 1],
      ['abc', 'xyz', 0],
    ] as const) {
      assert.equal(Math.round(jaroWinkler(a, b) * 1000) / 1000, likeness)
      assert.equal(jaroWinkler(a, b), jaroWinkler(b, a))
    }
  })

  it('are found by whoever types the beginning of one of their forms', () => {
    const names = ['Lavrentiy Beriya', 'Берия']
    for (const query of ['Берия', 'beria', 'Beriya', 'Berija', 'ber', 'lavr', '', 'beria lavrentij'])
      assert.ok(isAskedFor(query, names), query)
    for (const query of ['Bohlen', 'beriyan', 'beria anatoly']) assert.ok(!isAskedFor(query, names), query)
  })

  it('suggest who may be one, the likeliest first', () => {
    const alike = findAlike([
      { id: 'a', names: ['Chernyakov, Yuri N.'] },
      { id: 'b', names: ['Tcherniakov, Yuri Nikolayevich'] },
      { id: 'c', names: ['Chernenko, Konstantin U.'] },
    ])
    assert.deepEqual(
      alike.map(({ ids }) => ids),
      [['a', 'b']],
    )
    assert.ok((alike[0]?.likeness ?? 0) >= TUNING.same)
  })
})
