import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parseInstitution, toIsni, toRor } from './parse-institution.ts'
import { isCircle, membersOf, toLineage } from './to-lineage.ts'

const wrong = (form: Parameters<typeof parseInstitution>[0]) => {
  const parsed = parseInstitution({ name: 'North', ...form })
  return parsed.ok ? [] : parsed.error
}

describe('parseInstitution', () => {
  it('needs a name and nothing else', () => {
    const parsed = parseInstitution({ name: 'North' })
    assert.ok(parsed.ok)
    assert.deepEqual(parsed.value.settings.admits, ['member', 'walk-in'])
    assert.deepEqual(wrong({ name: '  ' }), ['name'])
    assert.deepEqual(parseInstitution({}), { ok: false, error: ['name'] })
  })

  it('tells every field that is wrong', () => {
    const form = {
      ...{ kind: 'club', country: 'Norway', ror: 'https://ror.org/013meh723', isni: '0000000121612574' },
      ...{ contact: 'library', onCampus: 'alum', admits: ['guest'], pairingDays: '-1', pairingFor: 'all' },
      ...{ proxyPrefix: 'javascript:alert(1)//=' },
    }
    assert.deepEqual([...wrong(form)].sort(), Object.keys(form).sort())
  })

  it('lets a field be emptied, and leaves alone what was not asked', () => {
    const before = parseInstitution({ name: 'North', city: 'Nordby', country: 'no', pairingDays: '7' })
    assert.ok(before.ok)
    const after = parseInstitution({ city: '', name: 'Norther' }, before.value)
    assert.ok(after.ok)
    assert.deepEqual(
      [after.value.city, after.value.country, after.value.settings.pairingDays],
      [null, 'NO', 7],
    )
  })

  for (const prefix of [
    'https://proxy.example.edu/login?url=',
    'http://ez.example.edu:2048/login?qurl=',
    'https://go.example.edu/',
  ])
    it(`takes ${prefix} for a proxy’s prefix`, () => assert.deepEqual(wrong({ proxyPrefix: prefix }), []))
  for (const prefix of [
    'proxy.example.edu/login?url=',
    'https://proxy.example.edu/login',
    'ftp://x.example/=',
    'https://u@x.example/=',
  ])
    it(`does not take ${prefix}`, () => assert.deepEqual(wrong({ proxyPrefix: prefix }), ['proxyPrefix']))

  it('finds a mistyped character in a ROR id and in an ISNI', () => {
    assert.equal(toRor('ror.org/013MEH722'), 'https://ror.org/013meh722')
    assert.equal(toIsni('https://isni.org/isni/0000000121612573'), '0000000121612573')
    for (let at = 1; at < 9; at += 1) {
      const digits = Array.from('013meh722')
      digits[at] = digits[at] === '3' ? '4' : '3'
      assert.equal(toRor(`https://ror.org/${digits.join('')}`), undefined, digits.join(''))
    }
  })
})

describe('a line of consortia', () => {
  const memberships = fc
    .array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 25 })
    .map(
      (pairs) =>
        new Map(
          Object.entries(Object.groupBy(pairs, ([a]) => `i${a}`)).map(([id, some]) => [
            id,
            (some ?? []).map(([, b]) => `i${b}`),
          ]),
        ),
    )

  it('begins with itself, names each once and ends, circle or not', async () => {
    await fc.assert(
      fc.property(memberships, (memberOf) => {
        const line = toLineage('i0', memberOf)
        assert.equal(line[0], 'i0')
        assert.equal(new Set(line).size, line.length)
        for (const id of line)
          for (const consortium of memberOf.get(id) ?? []) assert.ok(line.includes(consortium))
        for (const id of membersOf('i0', memberOf)) assert.ok(toLineage(id, memberOf).includes('i0'))
      }),
    )
  })

  it('is a circle where somebody belongs to a member of his', () => {
    assert.equal(
      isCircle(
        'a',
        new Map([
          ['a', ['b']],
          ['b', ['c']],
          ['c', ['a']],
        ]),
      ),
      true,
    )
    assert.equal(
      isCircle(
        'a',
        new Map([
          ['a', ['b', 'c']],
          ['b', ['c']],
        ]),
      ),
      false,
    )
  })

  it('names the nearest first', () => {
    const memberOf = new Map([
      ['a', ['near', 'other']],
      ['near', ['far']],
    ])
    assert.deepEqual(toLineage('a', memberOf), ['a', 'near', 'other', 'far'])
  })
})
