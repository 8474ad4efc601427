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
    buyer: (kind: string) => `your ${kind}`,
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
    'licence-refunded': (holder: string) =>
      `It was covered by ${holder}; the money was paid back, and with that it ended.`,
    'licence-disputed': (holder: string) =>
      `It was covered by ${holder}; the payment has been disputed at the bank, and until that is settled it does not hold.`,
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
    buyIn: (says: string, country: string) => `${says}, in ${country}`,
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
  ways: {
    signInHow: 'With it you keep what you buy and what you are given.',
    institutionHow: 'Your university, library or school may have a licence.',
    buyTaxAdded: 'Tax is added where it is due.',
    andTax: 'and tax',
    priceIn: (country: string, price: string) => `${price} in ${country}`,
    otherPrices: (prices: string) => `Other prices: ${prices}. Yours is told before you pay.`,
    otherPricesTitle: 'Prices in other money and other countries',
    codeHow: 'From a card, a letter or a message.',
    askLibraryHow: 'Your request goes to its librarian, and you hear what comes of it.',
    askPressHow: (name: string) => `${name} answers questions about this text.`,
    why: 'Why can I not read this?',
    whyOpen: 'Why can I read this?',
  },
  codes: {
    title: 'Use an access code',
    lead: 'A code opens a book or a chapter. It has sixteen letters and figures; capitals, spaces and hyphens do not matter.',
    field: 'Access code',
    hint: 'For example 7QK2-M9TD-4HXC-P0VB',
    use: 'Use the code',
    problems: {
      malformed: 'A code has sixteen letters and figures. Compare it with what you were sent.',
      unknown:
        'There is no such code. Compare it with what you were sent: the letters I, L, O and U do not occur.',
      withdrawn: 'This code has been withdrawn. Ask whoever gave it to you.',
      over: 'The time in which this code could be used is over. Ask whoever gave it to you.',
      'used-up':
        'This code has been used as often as it can be. If it was you, sign in to the account with which you used it, or take the browser in which you did.',
      'too-often': 'Too many codes were tried from your network. Wait a quarter of an hour, and try again.',
    },
    usedTitle: 'The code is used',
    used: (kind: string, until: string | null) =>
      until === null ? `You have an ${kind} now.` : `You have an ${kind} now, until ${until}.`,
    opens: 'It opens:',
    readOn: 'Read on',
    onThisDevice: 'It is kept in this browser. Sign in, and it is kept in your account, for every device.',
    inAccount: 'It is kept in your account.',
    signIn: 'Sign in',
    claim: 'Keep in my account',
    claimed: (n: number) =>
      n === 1 ? 'One access is now kept in your account.' : `${n} accesses are now kept in your account.`,
    wholePress: (name: string) => `All books of ${name}`,
  },
  links: {
    title: 'A link for reading',
    unknown: 'This link opens nothing. Perhaps a part of it was lost on the way: copy it again, whole.',
    over: (until: string) =>
      `This link could be used until ${until}. Ask whoever sent it to you for another.`,
    withdrawn: 'This link has been withdrawn. Ask whoever sent it to you.',
    product: 'The page of the text',
  },
  requests: {
    title: 'Ask your library',
    lead: (title: string) =>
      `Ask your library to license “${title}”. Your request goes into its librarian’s queue, and you hear what comes of it.`,
    library: 'Your library or university',
    libraryHint: 'Its full name.',
    otherLibrary: 'Another one',
    name: 'Your name',
    nameHint: 'If you like.',
    email: 'Your e-mail address',
    emailHint: 'Where you are told of the answer. Without it, keep the address of the next page.',
    message: 'What it is for',
    messageHint: 'If you like: a course, a thesis, a question of your own.',
    send: 'Ask',
    problems: {
      library: 'Say which library you ask.',
      email: 'This is no e-mail address. Correct it, or leave it out.',
      long: 'This is too long. Shorten it to a thousand letters.',
      'too-often': 'Too many requests came from your network today. Try again tomorrow.',
    },
    statusTitle: 'Your request',
    status: {
      open: (library: string) => `${library} has your request. Nobody has answered it yet.`,
      openUnknown: (library: string) =>
        `We do not know ${library} yet. The press has your request, and will try to reach it.`,
      settled: (library: string) => `${library} has settled your request: you should be able to read it now.`,
      declined: (library: string) => `${library} cannot fulfil your request.`,
    },
    askedOn: (date: string) => `Asked on ${date}`,
    answeredOn: (date: string) => `Answered on ${date}`,
    librarySays: 'The library says:',
    keepAddress: 'Keep the address of this page: it tells how your request stands.',
    toldBy: (email: string) => `You will be told at ${email}.`,
    asked: {
      subject: (title: string) => `A reader asks for “${title}”`,
      lead: (library: string, title: string, site: string) =>
        `A reader of ${library} asks for access to “${title}”, published online by ${site}:`,
      message: 'The reader writes:',
      anonymous: 'The reader gave no name.',
      from: (name: string) => `The request is from ${name}.`,
      answer:
        'Sign in as librarian to settle or decline it; the reader is told. Licences for it can be had from the press.',
    },
    answered: {
      subject: (title: string) => `Your request for “${title}”`,
      settled: (library: string, title: string) => `${library} has settled your request for “${title}”.`,
      declined: (library: string, title: string) => `${library} cannot fulfil your request for “${title}”.`,
      says: 'The library says:',
      read: 'You should be able to read it now, as its reader:',
      page: 'Its page:',
      status: 'Your request:',
    },
  },
  myBooks: {
    own: 'Bought by you or given to you',
    through: 'Through your institution',
    requests: 'Asked of a library',
    readerOf: (name: string) => `At present you read as a reader of ${name}.`,
    nothingThere: 'It has no licence here.',
    forGood: 'for good',
    until: (day: string) => `until ${day}`,
    from: (day: string) => `from ${day}`,
    ended: (day: string) => `ended on ${day}`,
    withdrawn: 'withdrawn',
    unconfirmed: 'once you have confirmed your e-mail address',
    readingOnly: 'for reading here',
    inBrowser: 'in this browser alone',
    keep: 'Keep what this browser holds in my account',
    more: (n: number) => `and ${n} more`,
    gone: 'Something that is no longer here',
    asked: (library: string, day: string) => `${library}, ${day}`,
    requestStates: { open: 'not answered yet', settled: 'settled', declined: 'declined' },
  },
  why: {
    can: 'Why can I read this?',
    cannot: 'Why can I not read this?',
    who: 'Who you are, as far as this site can tell',
    signedIn: (email: string) => `You are signed in as ${email}.`,
    unverified: 'This e-mail address has not been confirmed yet.',
    notSignedIn: 'You are not signed in.',
    staff: 'You work for the press.',
    librarian: 'You look after the readers of an institution.',
    passes: (n: number) =>
      n === 1
        ? 'This browser holds one code or reading link.'
        : `This browser holds ${n} codes or reading links.`,
    recognised: (affiliation: string, name: string, through: string) =>
      `You are recognised as ${affiliation} of ${name}, ${through}.`,
    affiliations: { member: 'a member', alum: 'a former member', 'walk-in': 'a visitor' },
    through: {
      address: 'by the address of your network',
      saml: 'because you signed in there',
      oidc: 'because you signed in there',
      pairing: 'because this device was once used on its premises',
      librarian: 'because you look after its readers',
    },
    noInstitution: (address: string) =>
      `The address of your network, ${address}, belongs to no institution that is known here.`,
    noInstitutionAtAll: 'You are recognised as the reader of no institution.',
    reading: 'Reading the text here',
    taking: 'Taking it away as a file',
    yes: 'Yes.',
    no: 'No.',
    help: 'What would help',
    number: 'The number of this answer',
    numberHow: (instance: string, most: string) =>
      `Give it to your library or to the press: with it they see how this was decided. It is remembered by the process ${instance} alone, until it has given ${most} more answers or ends.`,
  },
}
