/**
 * The shape of a record's files, in one place: keys, what they mean, what they may hold. The JSON Schemas that editors
 * complete by are written from it (tools/write-record-schema.ts); record.template explains the same with examples.
 */
import {
  type Candidate,
  CERTAINTIES,
  CLAIM_KINDS,
  CLAIM_STATUSES,
  type Claim,
  CONFIDENCES,
  type ConflictAnswer,
  type Event,
  type Evidence,
  FEATURES,
  type Group,
  LIVING,
  type Locator,
  MEMBERSHIPS,
  type Mention,
  type NameForm,
  type Person,
  type Place,
  RECORD_STATUSES,
  type Reason,
  type Role,
  SERIES_TESTS,
  type Series,
  type Source,
  SPEAKERS,
  STANCES,
  VERDICTS,
  VISIBILITIES,
} from '../model/index.ts'
import type { At } from './fault.ts'
import {
  coordinates,
  date,
  free,
  id,
  identified,
  keys,
  limit,
  listOf,
  oneOf,
  oneOrMore,
  type Reader,
  type Reading,
  ref,
  report,
  sameAs,
  span,
  text,
  truth,
  url,
  when,
  whole,
} from './readers.ts'
import type { Node } from './tree.ts'

/** An item with what it says of its own visibility; null: what the record says. */
type Kept<T> = Omit<T, 'visibility'> & { readonly visibility: 'public' | 'with-access' | null }

const visibility = oneOf(VISIBILITIES, 'Who sees it: public, or with-access; as the record says where absent')
const sames = oneOrMore(
  sameAs('Its address elsewhere, or record:other-record/its-id'),
  'The same one elsewhere',
)
const confidence = oneOf(CONFIDENCES, 'How sure: one of five words')

const to = <T, U>(reader: Reader<T>, make: (read: T, reading: Reading) => U | null): Reader<U> => ({
  schema: reader.schema,
  read: (node: Node, reading: Reading) => {
    const read = reader.read(node, reading)
    return read === null ? null : make(read, reading)
  },
})

const locator: Reader<Locator> = to(
  keys(
    {
      para: text('The paragraph of the chapter: its anchor, or a name of your own'),
      page: text('Page, as printed'),
      line: text('Line'),
      folio: text('Folio, such as 12v'),
      quote: text('The words themselves, letter for letter'),
      prefix: text('Some words before them, where they stand more than once'),
      suffix: text('Some words after them'),
    },
    { about: 'Where it stands', short: 'page', instead: { pages: 'page', paragraph: 'para', text: 'quote' } },
  ),
  ({ spot: _, ...read }) => read,
)

const nameForm: Reader<NameForm> = to(
  keys(
    {
      text: text('The name, as it is written there'),
      lang: text('Language, such as ru'),
      script: text('Script, such as Cyrl'),
      system: text('How it was romanised, such as BGN/PCGN'),
      source: ref('source', 'The source that writes it so'),
      note: text('A note'),
    },
    {
      about: 'A form of the name',
      required: ['text'],
      short: 'text',
      instead: { name: 'text', language: 'lang' },
    },
  ),
  ({ spot: _, text, ...more }) => (text === null ? null : { text, ...more }),
)

const role: Reader<Role> = to(
  keys(
    {
      what: text('Office or occupation'),
      rank: text('Rank'),
      org: text('A group of the record, or the name of an organisation'),
      civil: truth('Whether a civilian'),
      place: ref('place', 'Where'),
      when: when('When'),
      source: ref('source', 'Who says so'),
    },
    {
      about: 'What the person did or was',
      required: ['what'],
      short: 'what',
      instead: { role: 'what', organisation: 'org', organization: 'org' },
    },
  ),
  ({ spot: _, what, ...more }) => (what === null ? null : { what, ...more }),
)

const person: Reader<Kept<Person>> = to(
  identified(
    'person',
    keys(
      {
        id: id('Its id'),
        name: text('The name it goes by in the chapter'),
        names: listOf(nameForm, 'Other forms of the name'),
        roles: listOf(role, 'Offices and occupations'),
        born: date('Birth'),
        died: date('Death'),
        birth_place: ref('place', 'Where born'),
        death_place: ref('place', 'Where died'),
        anonymous: truth('Somebody whose name is not known'),
        same_as: sames,
        living: oneOf(LIVING, 'Whether alive: birth data of the living are shown nowhere'),
        note: text('A note'),
        visibility,
      },
      {
        about: 'A person',
        required: ['id', 'name'],
        instead: {
          birth: 'born',
          death: 'died',
          role: 'roles',
          sameAs: 'same_as',
          alive: 'living',
          aliases: 'names',
        },
      },
    ),
  ),
  (read, reading) => {
    if (read.name === null) return null
    const { spot, birth_place, death_place, same_as, ...more } = read
    checkLife(read, spot, reading)
    return {
      ...more,
      name: read.name,
      names: read.names ?? [],
      roles: read.roles ?? [],
      birthPlace: birth_place,
      deathPlace: death_place,
      anonymous: read.anonymous ?? false,
      sameAs: same_as ?? [],
      living: read.living ?? 'unknown',
    }
  },
)

function checkLife(
  { id, living, died }: Pick<Person, 'id' | 'died'> & { readonly living: string | null },
  at: At,
  reading: Reading,
): void {
  if (living === 'yes' && died !== null)
    report(
      reading,
      'E-LIVING',
      reading.places.get(`${id}.living`) ?? at,
      `“${id}” has died (${died.words}) and is said to be alive. Write “living: no”.`,
    )
}

const size = to(
  keys(
    { says: whole('How many it is said to have'), claim: ref('claim', 'The claim that says so') },
    { about: 'How many', required: ['says'], short: 'says', instead: { count: 'says' } },
  ),
  ({ says, claim }) => (says === null ? null : { says, claim }),
)

const group: Reader<Kept<Group>> = to(
  identified(
    'group',
    keys(
      {
        id: id('Its id'),
        label: text('What it is called'),
        definition: text('Who belongs to it'),
        members: listOf(
          to(
            keys(
              {
                person: ref('person', 'Who'),
                status: oneOf(MEMBERSHIPS, 'in, possible or out; in where absent'),
                why: text('Why'),
              },
              { about: 'A member', required: ['person'], short: 'person' },
            ),
            ({ person, status, why }) => (person === null ? null : { person, status: status ?? 'in', why }),
          ),
          'Its members, as far as they are known',
        ),
        counts_event: text('The type of event by which a person belongs to it, such as defection'),
        size,
        span: to(
          keys(
            {
              at_most: span('So long at most, such as 13mo'),
              after: ref('event', 'After this event'),
              claim: ref('claim', 'The claim that says so'),
            },
            { about: 'All of it within so long', required: ['at_most'] },
          ),
          ({ at_most, after, claim }) => (at_most === null ? null : { atMost: at_most, after, claim }),
        ),
        all: to(
          keys(
            {
              within: date('Between two dates, such as 1954-01/1954-02'),
              claim: ref('claim', 'The claim that says so'),
            },
            { about: 'The event of every member lies within', required: ['within'] },
          ),
          ({ within, claim }) => (within === null ? null : { within, claim }),
        ),
        subsets: listOf(
          to(
            identified(
              'subset',
              keys(
                {
                  id: id('Its id'),
                  label: text('What it is called'),
                  size,
                  after: ref('event', 'Those whose event came after'),
                  before: ref('event', 'Those whose event came before'),
                  within: date('Those whose event lies within'),
                },
                { about: 'Some of its members', required: ['id', 'label'] },
              ),
            ),
            ({ spot: _, label, ...more }) => (label === null ? null : { ...more, label }),
          ),
          'Parts of it that are counted too',
        ),
        same_as: sames,
        visibility,
      },
      {
        about: 'A group or an organisation',
        required: ['id', 'label'],
        instead: { name: 'label', title: 'label' },
      },
    ),
  ),
  ({ spot: _, same_as, counts_event, label, ...read }) =>
    label === null
      ? null
      : {
          ...read,
          label,
          countsEvent: counts_event,
          members: read.members ?? [],
          subsets: read.subsets ?? [],
          sameAs: same_as ?? [],
        },
)

const place: Reader<Kept<Place>> = to(
  identified(
    'place',
    keys(
      {
        id: id('Its id'),
        name: text('What it is called in the chapter'),
        names: listOf(nameForm, 'Other names'),
        within: ref('place', 'The place it lies in'),
        coords: coordinates('Latitude and longitude'),
        certainty: oneOf(CERTAINTIES, 'How sure the coordinates are'),
        same_as: sames,
        fclass: oneOf(['A', 'H', 'L', 'P', 'R', 'S', 'T'], 'Class of GeoNames: P a town, A a country …'),
        note: text('A note'),
        visibility,
      },
      {
        about: 'A place',
        required: ['id', 'name'],
        instead: { label: 'name', coordinates: 'coords', lat: 'coords', in: 'within' },
      },
    ),
  ),
  ({ spot: _, same_as, name, ...read }) =>
    name === null
      ? null
      : {
          ...read,
          name,
          names: read.names ?? [],
          certainty: read.certainty ?? 'certain',
          sameAs: same_as ?? [],
        },
)

const event: Reader<Kept<Event>> = to(
  identified(
    'event',
    keys(
      {
        id: id('Its id'),
        type: text('What kind, such as defection'),
        label: text('What happened, in a few words'),
        when: when('When: a date (EDTF), or a relation such as “6mo before nsc-meeting”'),
        after: limit('After this event or date'),
        before: limit('Before this event or date'),
        where: ref('place', 'Where'),
        who: listOf(
          to(
            keys(
              { person: ref('person', 'Who'), as: text('As what') },
              {
                about: 'Somebody who took part',
                required: ['person'],
                short: 'person',
                instead: { role: 'as' },
              },
            ),
            ({ person, as }) => (person === null ? null : { person, as }),
          ),
          'Who took part',
        ),
        claim: ref('claim', 'The claim that all of this rests on'),
        note: text('A note'),
        visibility,
      },
      {
        about: 'An event',
        required: ['id', 'type', 'label'],
        instead: { date: 'when', place: 'where', persons: 'who', people: 'who', kind: 'type', name: 'label' },
      },
    ),
  ),
  ({ spot: _, type, label, ...read }) =>
    type === null || label === null ? null : { ...read, type, label, who: read.who ?? [] },
)

const source: Reader<Kept<Source>> = to(
  identified(
    'source',
    keys(
      {
        id: id('Its id'),
        type: text('What kind: archival, published-primary, book, article, chapter …'),
        citation: text('As it is cited'),
        short: text('As it is called in a line, such as “FRUS, V”'),
        csl: free('The same as CSL-JSON, from a library of references'),
        url: url('Where it can be read'),
        date: date('Its date'),
        speaks_for: oneOf(
          SPEAKERS,
          'Whose voice it is: a source’s own (where absent), the author’s, or the publisher’s',
        ),
        rights: text('Who may use it, such as public-domain-us-government'),
        quality: text('How well it can be read'),
        confidence,
        same_as: sames,
        visibility,
      },
      {
        about: 'A source',
        required: ['id'],
        instead: { title: 'citation', speaksfor: 'speaks_for', link: 'url', doi: 'url', year: 'date' },
      },
    ),
  ),
  ({ spot, same_as, speaks_for, ...read }, reading) => {
    const citation = read.citation ?? titleOf(read.csl)
    if (citation === null)
      return report(
        reading,
        'E-MISSING',
        spot,
        `“${read.id}” has no “citation”. Add it, or “csl” with a title.`,
      )
    return {
      ...read,
      citation,
      type: read.type ?? 'source',
      speaksFor: speaks_for ?? 'source',
      sameAs: same_as ?? [],
    }
  },
)

const titleOf = (csl: { readonly [key: string]: unknown } | null): string | null =>
  typeof csl?.['title'] === 'string' ? csl['title'] : null

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

const claim: Reader<Kept<Claim>> = to(
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

const reason: Reader<Reason> = to(
  keys(
    {
      feature: text(`What it is about: ${FEATURES.join(', ')}, or a word of your own`),
      text: text('The reason'),
      answer: text('The answer to it'),
    },
    { about: 'A reason', required: ['text'], short: 'text' },
  ),
  ({ feature, text, answer }) => (text === null ? null : { feature: feature ?? 'other', text, answer }),
)

const candidate: Reader<Candidate> = to(
  keys(
    {
      person: ref('person', 'Who may be meant'),
      verdict: oneOf(VERDICTS, 'accepted, rejected or open'),
      confidence,
      author_words: text('The verdict in the words of the author'),
      for: listOf(reason, 'Reasons for'),
      against: listOf(reason, 'Reasons against, with answers'),
    },
    { about: 'Somebody who may be meant', required: ['person'], short: 'person' },
  ),
  ({ person, verdict, confidence, author_words, ...read }) =>
    person === null
      ? null
      : {
          ...{ person, verdict: verdict ?? 'open', confidence, authorWords: author_words },
          ...{ for: read.for ?? [], against: read.against ?? [] },
        },
)

const mention: Reader<Kept<Mention>> = to(
  identified(
    'mention',
    keys(
      {
        id: id('Its id'),
        source: ref('source', 'The source that speaks of somebody'),
        at: locator,
        quote: text('Its words'),
        describes: to(
          keys(
            {
              event: text('A type of event, such as defection'),
              place: ref('place', 'Where'),
              within: date('Between two dates'),
              seen_by: ref('event', 'It had happened by then'),
              org: text('A group of the record, or the name of an organisation'),
              rank: text('Rank'),
              civil: truth('Whether a civilian'),
              number: whole('How many are spoken of'),
            },
            { about: 'What it says of whoever is meant' },
          ),
          ({ spot: _, seen_by, ...read }) => ({ ...read, seenBy: seen_by }),
        ),
        candidates: listOf(candidate, 'Who may be meant'),
        visibility,
      },
      {
        about: 'A mention of somebody who is not named, or not clearly',
        required: ['id', 'source', 'quote'],
        instead: { candidate: 'candidates', description: 'describes', text: 'quote' },
      },
    ),
  ),
  ({ source, quote, describes, ...read }, reading) => {
    if (source === null || quote === null) return null
    const candidates = read.candidates ?? []
    const accepted = candidates.filter(({ verdict }) => verdict === 'accepted')
    if (accepted.length > 1)
      report(
        reading,
        'E-VERDICT',
        reading.places.get(`${read.id}.candidates`) ?? read.spot,
        `“${read.id}” means ${accepted.map(({ person }) => person).join(' and ')}. Accept one, and leave the others open or reject them.`,
      )
    return {
      ...{ id: read.id, source, quote, at: read.at, candidates, visibility: read.visibility },
      describes: describes ?? NOTHING_SAID,
    }
  },
)

const NOTHING_SAID: Mention['describes'] = {
  ...{
    event: null,
    place: null,
    within: null,
    seenBy: null,
    org: null,
    rank: null,
    civil: null,
    number: null,
  },
}

const conflict: Reader<ConflictAnswer> = to(
  identified(
    'conflict',
    keys(
      {
        id: id('Its id'),
        between: listOf(ref('claim', 'A claim'), 'Two or more of the claims that cannot all be true'),
        resolved: text('The answer, in the words of the author'),
        by: ref('source', 'Who answers'),
        rests_on: ref('claim', 'The claim the answer rests on'),
      },
      {
        about: 'The author’s answer to a conflict',
        required: ['id', 'between', 'resolved'],
        instead: { answer: 'resolved', claims: 'between' },
      },
    ),
  ),
  ({ spot, between, resolved, rests_on, ...read }, reading) => {
    if (between === null || resolved === null) return null
    if (between.length < 2)
      return report(
        reading,
        'E-MISSING',
        spot,
        `“${read.id}” names fewer than two claims. Name those that cannot all be true.`,
      )
    return { id: read.id, between, resolved, by: read.by, restsOn: rests_on }
  },
)

const series: Reader<Series> = to(
  identified(
    'series',
    keys(
      {
        id: id('Its id'),
        asks: text('The question, as a reader would ask it'),
        group: ref('group', 'The group whose events are counted'),
        events: listOf(ref('event', 'An event'), 'Or the events themselves'),
        observed: to(
          keys(
            {
              events: whole('How many'),
              window: span('In how long a time, such as 13mo'),
              claim: ref('claim', 'The claim that says so'),
            },
            { about: 'What was seen', required: ['events', 'window'] },
          ),
          ({ spot: _, events, window, claim }) =>
            events === null || window === null ? null : { events, window, claim },
        ),
        baseline: to(
          keys(
            {
              events: whole('How many in all'),
              from: date('From'),
              to: date('To'),
              source: ref('source', 'Who counted them'),
              note: text('A note'),
            },
            { about: 'Against what it is held', required: ['events', 'from', 'to'] },
          ),
          ({ spot, events, from, to, source, note }, reading) => {
            if (events === null || from === null || to === null) return null
            if (from.words > to.words && from.words.length === to.words.length)
              return report(
                reading,
                'E-ORDER',
                spot,
                `The baseline goes from ${from.words} to ${to.words}. Exchange the two.`,
              )
            return { events, from, to, source, note }
          },
        ),
        test: oneOrMore(
          oneOf(SERIES_TESTS, 'poisson, scan or bursts'),
          'Which tests; poisson and scan where absent',
        ),
      },
      { about: 'A statistical question', required: ['id', 'asks', 'observed'] },
    ),
  ),
  ({ spot: _, asks, observed, ...read }) =>
    asks === null || observed === null
      ? null
      : { ...read, asks, observed, events: read.events ?? [], test: read.test ?? ['poisson', 'scan'] },
)

const who = listOf(
  to(
    keys(
      { name: text('Name'), orcid: text('ORCID iD') },
      { about: 'Somebody', required: ['name'], short: 'name' },
    ),
    ({ name, orcid }) => (name === null ? null : { name, orcid }),
  ),
  'Names',
)

export const head = keys(
  {
    record: id('The name of the record: part of every address, once on the site'),
    format: oneOf(['1'], 'Version of this format: 1'),
    title: text('Title'),
    chapter: keys(
      {
        doi: text('DOI of the chapter'),
        isbn: text('ISBN of the book'),
        number: text('Its number'),
        title: text('Its title'),
        pages: text('Its pages'),
      },
      { about: 'The chapter whose evidence this is', instead: { label: 'number' } },
    ),
    language: text('Language of its sentences, such as en'),
    calendar: oneOf(['gregorian', 'julian'] as const, 'Calendar of its dates'),
    licence: text('Licence of the data, such as CC-BY-4.0'),
    compiled_by: who,
    compiled: text('Day on which it was compiled'),
    reviewed_by: who,
    status: oneOf(RECORD_STATUSES, 'draft, reviewed, published or withdrawn'),
    visibility: oneOf(VISIBILITIES, 'public, or with-access: for those who may read the chapter'),
    unit_rules: free('How “six months” is counted; as the handbook says'),
  },
  {
    about: 'The record of a chapter',
    required: ['record', 'title'],
    instead: { license: 'licence', id: 'record', name: 'title', lang: 'language', version: 'format' },
  },
)

export const lists = {
  people: listOf(person, 'Persons'),
  groups: listOf(group, 'Groups and organisations'),
  places: listOf(place, 'Places'),
  events: listOf(event, 'Events'),
  sources: listOf(source, 'Sources'),
  claims: listOf(claim, 'Claims'),
  mentions: listOf(mention, 'Mentions'),
  distinct: listOf(
    listOf(ref('mention', 'A mention'), 'Mentions of one source that mean different people'),
    'Sets of mentions',
  ),
  conflicts: listOf(conflict, 'Answers to conflicts'),
  series: listOf(series, 'Statistical questions'),
} as const

export type ListName = keyof typeof lists
