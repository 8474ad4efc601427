/** What the decision says to a reader. Dates and names come written. */
export const en = {
  kinds: {
    subscription: 'subscription',
    perpetual: 'perpetual licence',
    trial: 'trial',
    'evidence-based': 'evidence-based licence',
    gratis: 'free licence',
    purchase: 'purchase',
    'pay-per-view': 'timed access',
    code: 'access code',
    'read-link': 'reading link',
    'inspection-copy': 'inspection copy',
  },
  /** After "through": who holds the licence, as its reader knows it. */
  holders: {
    institution: (kind: string, name: string) => `the ${kind} of ${name}`,
    account: (kind: string) => `your ${kind}`,
    bearer: (kind: string) => `the ${kind} that you were given`,
  },
  reasons: {
    'landing-page': 'Everyone may see this page.',
    'open-access': 'Everyone may read it.',
    'free-to-read': 'Everyone may read it at present.',
    'free-to-read-until': (until: string) => `Everyone may read it until ${until}.`,
    licensed: (holder: string) => `You may read it through ${holder}.`,
    'licensed-until': (holder: string, until: string) => `You may read it through ${holder}, until ${until}.`,
    staff: 'You may read it because you work for the press. To other readers it is closed.',
    'closed-by-press': 'The press has not opened it to everyone.',
    'free-later': (from: string) => `Everyone may read it from ${from}.`,
    'embargoed-until': (until: string) => `It is under embargo: nobody may read it before ${until}.`,
    'holds-closed-chapters': 'It carries words of chapters that are not open to you.',
    'licence-not-begun': (holder: string, from: string) =>
      `It is covered by ${holder}, but only from ${from}.`,
    'licence-ended': (holder: string, until: string) =>
      `It was covered by ${holder}, which ended on ${until}.`,
    'licence-revoked': (holder: string) => `It was covered by ${holder}, which has been withdrawn.`,
    'seats-taken': (holder: string) =>
      `It is covered by ${holder}, but as many people are reading as may do so at once.`,
    'affiliation-not-covered': (holder: string) =>
      `It is covered by ${holder}, but not for readers of your kind, such as former members or visitors.`,
    'email-not-verified': (holder: string) =>
      `It is covered by ${holder}, which holds once you have confirmed your e-mail address.`,
    'reading-only': (holder: string) =>
      `It is covered by ${holder}, by which it may be read here, but not taken away as a file.`,
    'no-licence-of-institution': (name: string) =>
      `You are recognised as a reader of ${name}, which has no licence for it.`,
    'no-licence-of-account': (email: string) =>
      `You are signed in as ${email}, and nothing that you hold covers it.`,
  },
  options: {
    'read-here': 'Read it here, on the page of the text',
    'verify-email': 'Confirm your e-mail address: the message that we sent you says how',
    'try-later': 'Try again in a few minutes, when somebody else has finished',
    wait: (until: string) => `Come back on ${until}`,
    'sign-in': 'Sign in to your own account',
    institution: 'Find your institution',
    buy: {
      chapter: (price: string) => `Buy the chapter for ${price}`,
      book: (price: string) => `Buy the book for ${price}`,
      'pay-per-view': (price: string, days: string) => `Read it for ${days} for ${price}`,
    },
    days: (n: number) => (n === 1 ? 'one day' : `${n} days`),
    code: 'Use an access code',
    'ask-library': 'Ask your library for it',
    'open-chapters': 'Read the chapters of this book that are open to you',
    'ask-press': 'Ask the press',
  },
}
