/** Claims, and what sources say to them. */
import { CLAIM_KINDS, CLAIM_STATUSES, type Claim, type Evidence, STANCES } from '../../model/index.ts'
import { id, identified, keys, listOf, oneOf, oneOrMore, type Reader, ref, report, text } from '../readers.ts'
import { confidence, type Kept, locator, to, visibility } from './common.ts'

const evidence: Reader<Evidence> = to(
  keys(
    {
      source: ref('source', 'Which source'),
      stance: oneOf(STANCES, 'supports, contradicts, qualifies or silent'),
      at: locator,
      quote: text('Its words'),
      note: text('What to make of them'),
    },
    { about: 'What a source says to it', required: ['source', 'stance'] },
  ),
  ({ source, stance, at, quote, note }) =>
    source === null || stance === null ? null : { source, stance, at, quote, note },
)

export const claim: Reader<Kept<Claim>> = to(
  identified(
    'claim',
    keys(
      {
        id: id('Its id'),
        says: text('What is claimed, in one sentence'),
        about: listOf(
          ref(['person', 'group', 'place', 'event', 'source'], 'Somebody or something of the record'),
          'Whom and what it is about',
        ),
        kind: oneOf(CLAIM_KINDS, 'What kind of claim; fact where absent'),
        by: ref('source', 'Who says it'),
        at: locator,
        confidence,
        why: text('Why so sure, and no surer'),
        evidence: listOf(evidence, 'What sources say to it'),
        replies: listOf(
          to(
            keys(
              {
                claim: ref('claim', 'Another claim'),
                source: ref('source', 'Or a source'),
                stance: oneOf(STANCES, 'supports, contradicts, qualifies or silent'),
              },
              { about: 'How it stands to another claim', required: ['stance'] },
            ),
            ({ claim, source, stance }) => (stance === null ? null : { claim, source, stance }),
          ),
          'How it stands to other claims',
        ),
        tested_by: oneOrMore(ref('series', 'A series'), 'The series whose statistics test it'),
        status: oneOf(CLAIM_STATUSES, 'asserted (where absent), superseded or retracted'),
        superseded_by: ref('claim', 'What stands in its place'),
        on: text('Since when'),
        reason: text('Why it no longer stands'),
        visibility,
      },
      {
        about: 'A claim',
        required: ['id', 'says'],
        instead: { claim: 'says', text: 'says', source: 'by', quote: 'at: { quote: … }', because: 'why' },
      },
    ),
  ),
  ({ says, tested_by, superseded_by, on, ...read }, reading) => {
    if (says === null) return null
    const status = read.status ?? 'asserted'
    if (status === 'superseded' && superseded_by === null)
      report(
        reading,
        'E-STATUS',
        reading.places.get(`${read.id}.status`) ?? read.spot,
        `“${read.id}” is superseded. Say by which claim: “superseded_by: …”.`,
      )
    if (status === 'retracted' && read.reason === null)
      report(
        reading,
        'E-STATUS',
        reading.places.get(`${read.id}.status`) ?? read.spot,
        `“${read.id}” is retracted. Say why: “reason: …”.`,
      )
    return {
      ...{ id: read.id, says, about: read.about ?? [], kind: read.kind ?? 'fact', by: read.by },
      ...{ at: read.at, confidence: read.confidence, why: read.why, evidence: read.evidence ?? [] },
      ...{ replies: read.replies ?? [], testedBy: tested_by ?? [], status, supersededBy: superseded_by },
      ...{ changedOn: on, reason: read.reason, visibility: read.visibility },
    }
  },
)
