import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type AccessibilityMetadata, sampleBook } from '#book'
import { describeAccessibility, isSilent, parseClaim } from './describe-accessibility.ts'

const silent = sampleBook({}).accessibility
const told = (more: Partial<AccessibilityMetadata>, layout: 'reflowable' | 'fixed' = 'reflowable') =>
  describeAccessibility({ metadata: { ...silent, ...more }, layout }, 'en')
const under = (heading: string, more: Partial<AccessibilityMetadata>) =>
  told(more).find((one) => one.heading === heading)?.statements

describe('describeAccessibility', () => {
  it('says that nothing is known rather than nothing', () => {
    assert.ok(isSilent(silent))
    assert.deepEqual(
      told({}).map(({ heading, statements }) => [heading, statements.length]),
      [
        ['Ways of reading', 2],
        ['Conformance', 1],
      ],
    )
  })

  it('calls a book readable aloud when text alone suffices', () => {
    assert.ok(
      under('Ways of reading', { accessModesSufficient: [['textual']] })?.[1]?.startsWith(
        'All of it can be read aloud',
      ),
    )
    assert.ok(
      under('Ways of reading', { accessModesSufficient: [['textual', 'visual']] })?.[1]?.startsWith(
        'Not all',
      ),
    )
    assert.ok(under('Ways of reading', { accessModes: ['visual'] })?.[1]?.startsWith('It cannot'))
  })

  it('never calls pages laid out in advance changeable', () =>
    assert.match(
      told({ features: ['displayTransformability'] }, 'fixed')[0]?.statements[0] ?? '',
      /laid out in advance/,
    ))

  it('reads both ways of claiming conformance', () => {
    assert.deepEqual(parseClaim('EPUB Accessibility 1.1 - WCAG 2.2 Level AA'), {
      standard: 'EPUB Accessibility 1.1',
      wcag: '2.2',
      level: 'AA',
    })
    assert.equal(
      parseClaim('http://www.idpf.org/epub/a11y/accessibility-20170105.html#wcag-aaa')?.level,
      'AAA',
    )
    assert.equal(parseClaim('It is quite accessible'), null)
  })

  it('tells hazards that are, that are not, and that nobody knows', () => {
    assert.deepEqual(under('Hazards', { hazards: ['none'] }), ['None.'])
    assert.deepEqual(
      under('Hazards', { hazards: ['noFlashingHazard', 'noSoundHazard', 'noMotionSimulationHazard'] }),
      ['None.'],
    )
    assert.deepEqual(under('Hazards', { hazards: ['flashing', 'noSoundHazard', 'unknown'] }), [
      'Something flashes, which can bring on seizures.',
      'No sound is uncomfortable.',
      'Whether there are any is not known.',
    ])
  })

  it('says each thing once, in either language, whatever the metadata holds', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            'index',
            'MathML',
            'latex',
            'transcript',
            'ARIA',
            'unheard-of',
            'printPageNumbers',
            'pageBreakMarkers',
          ),
        ),
        fc.constantFrom('en' as const, 'fr' as const),
        (features, language) => {
          const all = describeAccessibility(
            { metadata: { ...silent, features }, layout: 'reflowable' },
            language,
          )
          const statements = all.flatMap((one) => one.statements)
          assert.equal(new Set(statements).size, statements.length)
        },
      ),
    ))
})
