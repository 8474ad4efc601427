/**
 * The letters themselves. Each says who writes, why, for how long its link holds, and what to do when somebody else asked for
 * it: nothing. They are plain text, which every mail program shows and reads aloud alike.
 */
import { assertNever } from '#base'
import { words } from '../words.ts'
import { type Letter, MINUTES } from './letter.ts'

export type LetterEmail = { readonly subject: string; readonly text: string }

export type Addresses = {
  /** Opens what the letter is about. */
  readonly letter: string
  readonly signUp: string
  readonly signIn: string
  readonly forgotten: string
}

/** `known`: somebody has an account with this address. */
export function buildLetterEmail(
  letter: Letter,
  known: { readonly name: string } | null,
  to: Addresses,
): LetterEmail {
  const t = words(letter.language).letters
  const { siteName: site, wish } = letter
  const holds = t.holds(MINUTES[wish.kind])
  const write = (subject: string, ...paragraphs: readonly string[]): LetterEmail => ({
    subject,
    text: `${[known ? t.dear(known.name) : t.hello, ...paragraphs, t.from(site, letter.origin)].join('\n\n')}\n`,
  })
  switch (wish.kind) {
    case 'sign-up':
      return known
        ? write(
            t.alreadySubject(site),
            t.already(site),
            to.signIn,
            t.alreadyForgotten,
            to.forgotten,
            t.notYou,
          )
        : write(t.signUpSubject(site), t.signUp(site), to.letter, holds, t.notYou)
    case 'sign-in':
      return known
        ? write(t.signInSubject(site), t.signIn(site), to.letter, holds, t.notYou)
        : write(t.noneSubject(site), t.none(site), to.signUp, t.notYou)
    case 'reset':
      return known
        ? write(t.resetSubject(site), t.reset(site), to.letter, holds, t.notYou)
        : write(t.noneSubject(site), t.none(site), to.signUp, t.notYou)
    case 'change-address':
      return known
        ? write(t.takenSubject(site), t.taken(site), t.notYou)
        : write(t.changeSubject(site), t.change(site), to.letter, holds, t.notYou)
    default:
      return assertNever(wish)
  }
}

/** To the address that is in use, whenever something changes that its owner should know of. */
export function buildAlarmEmail(
  about: 'address' | 'password' | 'two-factor-off' | 'closed',
  of: {
    readonly name: string
    readonly siteName: string
    readonly origin: string
    readonly language: Letter['language']
  },
): LetterEmail {
  const t = words(of.language).letters
  return {
    subject: t.alarms[about].subject(of.siteName),
    text: `${[t.dear(of.name), t.alarms[about].text(of.siteName), t.alarmAdvice, t.from(of.siteName, of.origin)].join('\n\n')}\n`,
  }
}
