export const en = {
  ask: 'Ask for an accessible copy',
  askHow: 'If you cannot use it as it is, the press tries to send you a copy that you can use.',
  title: 'Ask for an accessible copy',
  lead: 'Say in what form you can read it. The press gets your request, and you hear what comes of it:',
  noReason: 'You need not say why you need it.',
  formsLabel: 'What you need',
  forms: {
    text: 'A file for a screen reader or another reading program',
    braille: 'Braille',
    'large-print': 'Large print',
    descriptions: 'Descriptions of the pictures, tables or formulas',
    other: 'Something else',
  },
  formsHints: {
    text: 'Such as EPUB, Word, plain text, or a PDF with tags.',
    braille: 'As a file for an embosser or a braille display.',
    'large-print': null,
    descriptions: 'Say below which.',
    other: 'Say below what.',
  },
  message: 'What else the press should know',
  messageHint: 'For instance the file format or the program that you use, the pages, or by when you need it.',
  name: 'Your name',
  nameHint: 'If you like.',
  email: 'Your e-mail address',
  emailHint: 'Where you are answered, and where the copy or its address is sent.',
  answeredAt: (email: string) => `You will be answered at ${email}.`,
  keptFor:
    'What you write here is seen by the staff of the press alone, and forgotten some months after your request is settled.',
  send: 'Ask',
  problems: {
    forms: 'Choose at least one.',
    other: 'Say below what you need.',
    email: 'This is no e-mail address. Correct it.',
    long: 'This is too long. Shorten it to two thousand letters.',
    'too-often': 'Too many requests came from your network today. Try again tomorrow.',
    'too-many':
      'Several requests of this address are still waiting. Wait until some of them are settled, or write to the press.',
  },
  statusTitle: 'Your request for an accessible copy',
  status: {
    new: (press: string) => `${press} has your request. Nobody has taken it up yet.`,
    'in-hand': (press: string) => `${press} is working on it.`,
    sent: (press: string) => `${press} has settled your request.`,
    declined: (press: string) => `${press} cannot send you such a copy.`,
  },
  asked: 'The press has your request.',
  askedHow: 'A message with the address of your request was sent to you: there you see how it stands.',
  linkInMail: 'A link by which you can read it is in the message that was sent to you.',
  download: 'Save the copy',
  fileUntil: (until: string) => `It can be fetched here until ${until}.`,
  fileGone: 'The file is no longer kept here. Ask again if you need it again.',
  pressSays: (press: string) => `${press} says:`,
  wanted: 'What was asked for:',
  askedOn: 'Asked on',
  settledOn: 'Answered on',
  toldAt: (email: string) => `You will be told at ${email}.`,
  mails: {
    follow: 'How your request stands:',
    wanted: {
      subject: (title: string) => `An accessible copy of “${title}” is asked for`,
      lead: (title: string) => `A reader cannot use “${title}” as it is, and asks for an accessible copy:`,
      where: 'Who asks, and the answer, are in the console:',
    },
    asked: {
      subject: (title: string) => `Your request: an accessible copy of “${title}”`,
      lead: (title: string, press: string) =>
        `${press} has your request for an accessible copy of “${title}”. You will hear from us.`,
      notYou: 'If it was not you who asked, nothing needs to be done.',
    },
    taken: {
      subject: (title: string) => `Your accessible copy of “${title}” is being worked on`,
      lead: (title: string, press: string) =>
        `${press} is working on an accessible copy of “${title}” for you.`,
    },
    sent: {
      subject: (title: string) => `Your accessible copy of “${title}”`,
      lead: (title: string, press: string) =>
        `${press} has settled your request for an accessible copy of “${title}”.`,
      file: (until: string) =>
        `The file can be fetched until ${until}, by you alone; keep the address to yourself:`,
      link: (until: string) =>
        `You can read it here until ${until}. Open the address in the browser in which you want to read:`,
    },
    declined: {
      subject: (title: string) => `Your request: an accessible copy of “${title}”`,
      lead: (title: string, press: string) => `${press} cannot send you an accessible copy of “${title}”.`,
    },
  },
  myBooks: 'Accessible copies you asked for',
  states: { new: 'not taken up yet', 'in-hand': 'being worked on', sent: 'sent', declined: 'declined' },
}
