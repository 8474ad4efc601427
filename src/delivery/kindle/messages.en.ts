/** What readers see of Kindle. */
export const en = {
  kindles: 'Your Kindles',
  kindlesNone: 'None yet. Add one, and chapters and books can be mailed to it.',
  kindlesManage: 'Your Kindles',
  help: 'About saving to a Kindle',
  yourKindles: 'Your Kindles',
  lead: 'Books and chapters are mailed to the address that Amazon gave your Kindle, and to no other.',
  addTitle: 'Add a Kindle',
  label: 'What you call it',
  labelHint: 'For yourself, such as “Paperwhite”.',
  labelDefault: 'My Kindle',
  name: 'Name of your Kindle',
  nameHint:
    'What stands before the @ of its address. Amazon shows it under “Manage Your Content and Devices”, “Preferences”, “Personal Document Settings”.',
  domain: 'The rest of its address',
  domains: {
    free: 'Older addresses. Reaches the device over wi-fi only.',
    plain: 'What Amazon gives today. Amazon may charge for sending over a mobile network.',
    other: 'As configured for this site.',
  },
  add: 'Add it',
  remove: 'Remove',
  removeWhat: (label: string) => `Remove ${label}`,
  again: 'Send the letter again',
  waiting: 'Waits for you to open the letter we sent to your mailbox.',
  ready: 'Ready',
  trouble: 'Amazon does not know this address. Remove it and add the right one.',
  problems: {
    empty: 'Write the name of your Kindle: what stands before the @ of its address.',
    'not-a-name':
      'This is not the name of a Kindle. It has letters, digits, points, hyphens and nothing else.',
    'other-domain': (domains: string) => `Only addresses at ${domains} are those of a Kindle.`,
    choose: 'Choose a Kindle, or add one.',
    'too-many': (most: number) => `You have ${most} Kindles here. Remove one before you add another.`,
    'too-often': 'Several letters are on their way to you already. Wait an hour and try again.',
  },
  done: {
    asked: 'A letter is on its way to your mailbox. Open its link, and this Kindle is ready.',
    confirmed: 'This Kindle is ready.',
    removed: 'The Kindle is removed.',
    thanks: 'Thank you. What you told us helps the next reader.',
  },
  letterSubject: (site: string) => `Confirm your Kindle at ${site}`,
  letterText: (address: string, link: string, site: string, origin: string) =>
    `Good day,\n\nopen this link to let ${site} mail what you ask for to ${address}:\n\n${link}\n\nThe link holds for 24 hours and works once.\n\nIf it was not you who asked for this, do nothing: nothing is mailed there.\n\n${site}\n${origin}\n`,
  confirmTitle: 'Confirm your Kindle',
  confirmText: (address: string) => `From now on, what you save is mailed to ${address} when you choose it.`,
  confirm: 'Confirm',
  confirmGoneTitle: 'This link holds no longer',
  confirmGone: 'It has been used, or is too old. Have a new letter sent from “Your Kindles”.',
  pendingTitle: 'Look in your mailbox',
  pending: (email: string, address: string) =>
    `A letter is on its way to ${email}. Open its link to say that ${address} is yours. What you asked for is then sent by itself.`,
  pendingHint: 'Nothing there after a few minutes? Look among unwanted mail.',
  goOn: 'Back to your reading',
  // In the dialog
  to: 'To which Kindle?',
  another: 'Another Kindle',
  otherAddress: 'The address of another Kindle',
  approveLead: 'Amazon takes books only from senders you approve. Add this address to your approved list:',
  copy: 'Copy',
  copied: 'Copied',
  approveWhere: 'Manage Your Content and Devices',
  approveThen: 'There, open “Preferences”, then “Personal Document Settings”.',
  opensElsewhere: '(opens Amazon in a new tab)',
  approved: 'I have added it',
  approvedAlready: (sender: string) => `It is sent by ${sender}, which you have approved at Amazon.`,
  more: 'Find out more about saving to your Kindle',
  service: { before: 'Sent through Amazon’s', name: 'Kindle Personal Document Service', after: '.' },
  // After it is handed over
  afterHanded:
    'Handed to Amazon. It can take a few minutes. If nothing comes: is the sender approved, and has Amazon asked you by mail to verify the request within 48 hours?',
  afterUnconfirmed: 'Look on your Kindle in ten minutes. If it is not there, send it again.',
  arrivedQuestion: 'Did it arrive?',
  arrivedYes: 'Yes, it is there',
  arrivedNo: 'No, it is not',
  arrivedCode: 'Code in Amazon’s letter',
  arrivedCodeHint: 'If Amazon wrote to you, such as E999. Leave it empty if not.',
  arrivedThanks: 'You told us that it arrived.',
  missingAdvice: {
    code: (code: string) => `Amazon could not convert the file (${code}). Its press sees that.`,
    none: 'Check the list of approved senders at Amazon, and look for its letter “verify your request”. Then send it again.',
  },
  faults: {
    'kindle-removed': 'This Kindle is no longer among yours. Choose another and save it again.',
    'kindle-unconfirmed': 'This Kindle waits for you to open the letter we sent to your mailbox.',
    'relay-away': 'Our mail server cannot be reached at the moment. It is tried again.',
    'relay-credentials': 'Saving to Kindle is switched off for now; those who run this site have been told.',
    'asked-to-wait': 'The mail server on the way asked us to wait. It is tried again.',
    'cut-off': 'The connection broke off before anything was sent. It is tried again.',
    'unknown-kindle': (address: string) => `Amazon does not know ${address}.`,
    'mail-refused': 'Amazon refused mail from us. Those who run this site have been told.',
    'too-large': (size: string, limit: string) => `The file has ${size}; a Kindle takes ${limit} by mail.`,
    'format-not-taken': 'Amazon does not take this format by mail.',
    'maybe-handed':
      'We may have sent it. Look on your Kindle in ten minutes, and send it again if it is not there.',
    'sender-paused': 'Saving to Kindle is paused: Amazon seems to take nothing from us at the moment.',
    'open-only': 'Its press lets only what everybody may read be mailed to a Kindle.',
    'bounced-unknown': (address: string) => `Amazon sent it back: it does not know ${address}.`,
    'bounced-size': 'Amazon sent it back: it is too large.',
    bounced: 'Amazon sent it back.',
  },
  otherwise: {
    plain: {
      what: 'It can be sent once more in its plainest form, at which Amazon’s conversion hardly ever fails: without the book’s own typefaces, without sound and film, without marks nobody sees. Text and pictures stay.',
      act: 'Send its plainest form',
    },
    light: {
      what: 'It can be sent with lighter pictures: drawn no larger than the screen of a Kindle. The text stays.',
      act: 'Send it with lighter pictures',
    },
    formats: 'or save it in another format',
  },
  advice: {
    editKindles: 'Correct your Kindles',
    instead: 'Download it instead, and send it yourself:',
    webUpload: 'amazon.com/sendtokindle',
    smaller: 'Save a single chapter rather than the whole book, or download it and send it yourself:',
  },
  helpPage: {
    lead: 'Press “Save”, then “Kindle”, and the chapter or the book is mailed to your device. Amazon brings it on; a few things are worth knowing.',
    sendersTitle: 'Approve the sender',
    senders:
      'Amazon takes books only from senders on your “Approved Personal Document E-mail List”. Sign in at Amazon, open “Manage Your Content and Devices”, “Preferences”, “Personal Document Settings”, and add:',
    sendersOf: (press: string) => `for books of ${press}:`,
    marketplaces: 'Your Amazon:',
    verifyTitle: 'Verify within 48 hours',
    verify:
      'Amazon may write to you: “verify your request”. It brings the book only after you have followed the link in that letter, for which it gives you 48 hours. Look in the mailbox of your Amazon account.',
    sizeTitle: 'How large a file may be',
    size: (limit: string) =>
      `By mail a Kindle takes files of up to ${limit}. What is larger is shown greyed, with its size: take a chapter instead of the book, the file with lighter pictures, or download it and upload it yourself at`,
    codesTitle: 'When Amazon writes “E999”',
    codes:
      'It could not convert the file. We mend every cause that is known before we send. Tell us all the same, under “My deliveries”: the press sees it, and you are offered the plainest form of the file, which can be sent once more. The download is always there as well.',
    meansTitle: 'What “Handed to Amazon” means',
    means:
      'That Amazon’s mail server, or ours on the way to it, took the file. Nobody tells us when it is on your device; so we never say “delivered”, and ask you instead.',
    privacyTitle: 'What is kept',
    privacy:
      'The address of your Kindle and the name you gave it, until you remove it or delete your account. Amazon gets the file, the name of the press and the title, and not your e-mail address.',
    notOffered: 'This site does not offer saving to a Kindle at present.',
  },
  staff: {
    setUp:
      'Set SMTP_URL to a mail server that takes 70 MB, and KINDLE_SENDER to an address of a domain with SPF, DKIM and DMARC; then run “chapterhouse doctor delivery”.',
    notByPress: 'This press does not offer it: “kindle: offered: false” stands in its press.yaml.',
    senders: 'Senders to Kindle',
    sendersLead:
      'In 90 days: what was handed to Amazon, and what readers and mail servers said came of it. Amazon tells nobody when it suspends a sender; this shows it.',
    sendersNone: 'No address is set from which books are mailed to Kindles.',
    sender: 'Sender',
    state: 'State',
    sends: 'Sends',
    pausesSince: 'Pauses since',
    until: 'until',
    goOn: 'Go on now',
    figures: ['Handed', 'Arrived', 'Not arrived', 'Refused', 'Sent back', 'Amazon’s codes'],
    editions: 'Editions that gave Kindles trouble',
    editionsLead:
      'In 90 days, the worst first. E999 and its kin mean that Amazon could not convert the file.',
    editionsNone: 'None did.',
    edition: 'Book',
    why: {
      missing:
        'Several readers say that nothing arrived within a day. Amazon may have suspended this sender: it tells nobody but the readers.',
      refused: 'The mail server refused messages to several readers for reasons of policy.',
      credentials: 'The mail server does not accept the user and password of SMTP_URL.',
    },
    toDo: {
      missing:
        'Run “npx chapterhouse doctor delivery”. If mail is authenticated as it should be, write from this address to SendtoKindleTOU@amazon.com, say that each message is sent at the wish of one reader to his own device, and ask for the suspension to be ended.',
      refused: 'Run “npx chapterhouse doctor delivery”: it says what is missing of SPF, DKIM and DMARC.',
      credentials: 'Correct SMTP_URL and restart the worker.',
    },
  },
}
