import type { Reason } from './refusal.ts'

const refused: Record<Reason, string> = {
  'not-readable': 'The answer of your institution could not be read.',
  'not-verified':
    'It could not be made sure that the answer really came from your institution, and came unchanged.',
  'too-old':
    'Your institution protects its answer in a way that is no longer safe. Its computing service can change that.',
  'unknown-institution': 'This institution cannot be used to sign in here.',
  'provider-is-away': 'The sign-in service of your institution does not answer at the moment.',
  'provider-said-no': 'Your institution did not sign you in.',
  'not-asked-for': 'An answer came in that nobody here had asked for.',
  'used-before': 'This sign-in has been used before. Each one can be used once.',
  'too-late': 'The sign-in took too long, or a clock is wrong.',
  'not-for-us': 'The answer of your institution was meant for another site.',
  'other-browser': 'The sign-in was begun in another browser, or this browser keeps no cookies.',
  'not-a-member':
    'Your institution signed you in and did not tell us that you are a member, an alumnus or a guest of its library.',
}

const advice: Record<Reason, string> = {
  'not-readable': 'Try once more. If it happens again, tell your library the number and the rule below.',
  'not-verified':
    'Nothing of it was used. Begin again from here; if it happens again, tell your library the number and the rule below.',
  'too-old': 'Tell your library the number and the rule below.',
  'unknown-institution': 'Look for your institution by its name. If it is not there, ask your library.',
  'provider-is-away': 'Try again in a few minutes.',
  'provider-said-no': 'Begin again, or ask your institution’s help desk.',
  'not-asked-for': 'Begin the sign-in from the page that you want to read.',
  'used-before': 'If you see that you are signed in, read on. If not, begin again.',
  'too-late': 'Begin again.',
  'not-for-us':
    'Begin again from here. If it happens again, tell your library the number and the rule below.',
  'other-browser': 'Allow cookies for this site and begin again, all in one window.',
  'not-a-member': 'Ask your library: it can send what is missing. Give it the number and the rule below.',
}

export const en = {
  refused,
  advice,
  refusedTitle: 'You are not signed in',
  findInstitution: 'Find your institution',
  backToReading: 'Back to the page you came from',
  requestNumber: 'Request',
  rule: 'Rule',
  noInstitution: 'You are signed in at your institution, which has no agreement with this site.',
  noInstitutionAdvice: 'What is open to everyone is open to you. Ask your library about the rest.',
  sendOnTitle: (institution: string) => `Sign in at ${institution}`,
  sendOn: (institution: string) => `You are being sent to the sign-in page of ${institution}.`,
  sendOnButton: 'Go on',
  signedOutTitle: 'You are signed out here',
  signedOut: 'This site no longer knows your institution from this browser.',
  signedOutThere:
    'Your institution may still have you signed in. On a computer that others use too, close all windows of the browser.',
  home: 'To the front page',
  serviceDescription: (site: string) => `Scholarly books at ${site}`,
}
