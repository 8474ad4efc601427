import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { checkColour } from './check-colour.ts'
import { checkMark } from './check-mark.ts'
import { parsePress } from './parse-press.ts'

const problems = (yaml: string, slug = 'aldine') => {
  const parsed = parsePress(slug, yaml)
  return parsed.ok ? [] : parsed.error
}
const LEAST = 'name: Aldine House Press\ncontact: post@aldine.example\n'

describe('parsePress', () => {
  it('needs a name and a contact, and fills in the rest', () => {
    const parsed = parsePress('aldine', LEAST)
    assert.ok(parsed.ok)
    assert.equal(parsed.value.shortName, 'Aldine House Press')
    assert.equal(parsed.value.onlinePublisher, 'Aldine House Press')
    assert.equal(parsed.value.accessibility.contact, 'post@aldine.example')
    assert.equal(parsed.value.face, 'alegreya')
    assert.equal(parsed.value.policies.usage.text, null)
  })

  it('takes a text in one language or in each', () => {
    const parsed = parsePress('aldine', `${LEAST}lead: Books.\nabout:\n  fr: Des livres.\n`)
    assert.ok(parsed.ok)
    assert.deepEqual(parsed.value.lead, { en: 'Books.', fr: 'Books.' })
    assert.deepEqual(parsed.value.about, { fr: 'Des livres.' })
  })

  it('keeps the version of a policy that looks like a number', () => {
    const parsed = parsePress(
      'aldine',
      `${LEAST}policies:\n  usage:\n    version: 2026\n    text: Be kind.\n`,
    )
    assert.ok(parsed.ok)
    assert.deepEqual(parsed.value.policies.usage, {
      version: '2026',
      text: { en: 'Be kind.', fr: 'Be kind.' },
    })
  })

  it('knows in whose name is sold, where that is another than the press', () => {
    const parsed = parsePress('aldine', `${LEAST}seller:\n  name: Aldine Ltd\n  tax-number: IT 0123\n`)
    assert.ok(parsed.ok)
    assert.deepEqual(parsed.value.seller, { name: 'Aldine Ltd', postal: null, taxNumber: 'IT 0123' })
  })

  it('tells every fault with its line', () =>
    assert.deepEqual(
      problems(
        'name: Aldine\ncontact: nowhere\nhost: https://aldine.example\nface: comic\nmotto: Festina lente\n',
      ),
      [
        { line: 2, message: '“contact.address” is neither an e-mail address nor a web address.' },
        { line: 3, message: '“host” is not a host name: write books.press.example, without https://.' },
        {
          line: 4,
          message: '“face” is none of the faces there are: alegreya, source-serif-4, literata.',
        },
        { line: 5, message: 'There is no setting called “motto”.' },
      ],
    ))

  it('says what is missing', () =>
    assert.deepEqual(
      problems('short-name: Aldine\n').map(({ message }) => message),
      ['“name” is missing.', '“contact” is missing.'],
    ))

  it('refuses a colour that cannot be read, with its contrast', () => {
    const [problem] = problems(`${LEAST}colours:\n  light: "#ffcc00"\n  dark: "#ffcc00"\n`)
    assert.deepEqual(problem, {
      line: 4,
      message:
        '“colours.light”: #ffcc00 stands out from the light paper by 1.4 : 1, and words need 4.5 : 1 (WCAG 2.2, 1.4.3). Choose a darker colour.',
    })
  })

  it('refuses a folder whose name cannot be part of an address', () =>
    assert.match(problems(LEAST, 'Aldine House')[0]?.message ?? '', /small letters/))

  it('answers with sentences, whatever the file holds', () =>
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (yaml) => {
        for (const { line, message } of problems(yaml)) {
          assert.ok(line >= 1)
          assert.match(message, /[.!?]$/)
        }
      }),
    ))

  it('does not let a small file grow large by its aliases', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefgh'.split('').map((name, i) => `${name}: &${name} [${`*${'abcdefgh'[i]},`.repeat(9)}]`),
    ].join('\n')
    assert.ok(problems(bomb).length > 0)
  })
})

describe('checkColour', () => {
  it('takes what stands clear of the paper', () => {
    assert.deepEqual(checkColour('#7a1f2b', 'light'), { ok: true, value: '#7a1f2b' })
    assert.ok(checkColour('oklch(74% .12 38)', 'dark').ok)
  })

  it('tells which way to go in the dark', () => {
    const checked = checkColour('#7a1f2b', 'dark')
    assert.ok(!checked.ok && /lighter/.test(checked.error))
  })
})

describe('checkMark', () => {
  it('takes a plain drawing', () => assert.ok(checkMark('<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>').ok))

  for (const [what, svg] of Object.entries({
    'a script': '<svg><script>alert(1)</script></svg>',
    'an event handler': '<svg onload="alert(1)"/>',
    'a picture from elsewhere': '<svg><image href="https://tracker.example/x.png"/></svg>',
    'a style sheet from elsewhere': '<svg><style>@import "https://x.example/a.css"</style></svg>',
    'an entity': '<!DOCTYPE svg [<!ENTITY x "y">]><svg/>',
    'foreign content': '<svg><foreignObject><body/></foreignObject></svg>',
    'no drawing at all': 'GIF89a',
  }))
    it(`refuses ${what}`, () => assert.ok(!checkMark(svg).ok))
})
