/** Statistical questions. */
import { SERIES_TESTS, type Series } from '../../model/index.ts'
import {
  date,
  id,
  identified,
  keys,
  listOf,
  oneOf,
  oneOrMore,
  type Reader,
  ref,
  report,
  span,
  text,
  whole,
} from '../readers.ts'
import { to } from './common.ts'

export const series: Reader<Series> = to(
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
