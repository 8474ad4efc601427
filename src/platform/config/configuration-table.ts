/** Every setting as the handbook tells operators of it; a test finds each of these in it. */
import { LOG_LEVELS } from '../log.ts'

type Variable = {
  readonly name: string
  /** As the handbook prints it; null when there is none. */
  readonly fallback: string | null
  readonly meaning: string
}

export const configurationTable: readonly Variable[] = [
  { name: 'PORT', fallback: '8080', meaning: 'The port the site answers on. 0 lets the system choose one.' },
  {
    name: 'HOST',
    fallback: '127.0.0.1',
    meaning: 'The address it listens on. 0.0.0.0 means every address of the machine.',
  },
  {
    name: 'DATA_DIR',
    fallback: './data',
    meaning: 'The folder in which everything is kept: database, files, secret, inbox.',
  },
  {
    name: 'DATABASE_URL',
    fallback: null,
    meaning: 'A PostgreSQL of your own, version 15 or later. Without it an embedded one is run in DATA_DIR.',
  },
  {
    name: 'DATABASE_CONNECTIONS',
    fallback: '10',
    meaning: 'How many connections to the database one process may hold.',
  },
  {
    name: 'PAGE_CACHE_MB',
    fallback: '64',
    meaning:
      'Memory in which pages are kept, compressed, until something on them changes. 0 keeps none: each is made anew.',
  },
  {
    name: 'PUBLIC_URL',
    fallback: null,
    meaning:
      'The address readers use, such as https://books.example.org. With it, requests for unknown hosts are refused.',
  },
  {
    name: 'TRUSTED_PROXIES',
    fallback: null,
    meaning:
      'Addresses or ranges of proxies whose X-Forwarded headers are believed, parted by commas; “loopback” and “private” stand for theirs.',
  },
  { name: 'LOG_LEVEL', fallback: 'info', meaning: `How much is logged: ${LOG_LEVELS.join(', ')}.` },
  {
    name: 'SECRET_KEY',
    fallback: null,
    meaning:
      'Signs what readers carry. At least 32 characters. Without it one is made and kept in DATA_DIR, readable by its owner alone.',
  },
  {
    name: 'INBOX',
    fallback: 'DATA_DIR/inbox',
    meaning: 'The folder whose files are added to the shelf without a command.',
  },
  {
    name: 'METRICS_TOKEN',
    fallback: null,
    meaning:
      'Whoever sends it as a bearer token may read /metrics from elsewhere; without it, only this machine may.',
  },
  {
    name: 'SAMPLES',
    fallback: 'yes',
    meaning: 'Whether the sample press is published when the shelf is empty at first start: yes or no.',
  },
  {
    name: 'USAGE_DAYS',
    fallback: '400',
    meaning:
      'For how many days single uses are kept, without a name or an address, until only what was counted of their month is left.',
  },
  {
    name: 'REQUEST_DAYS',
    fallback: '180',
    meaning:
      'For how many days after it is settled a request to a library, or for an accessible copy, keeps who asked and what they wrote; one that nobody settles keeps it for twice as long.',
  },
  {
    name: 'SMTP_URL',
    fallback: null,
    meaning:
      'The mail server, such as smtps://user:password@mail.example.org:465. Without it, messages are laid into DATA_DIR/outbox.',
  },
  {
    name: 'MAIL_FROM',
    fallback: 'books@ the host of PUBLIC_URL',
    meaning: 'The address the site writes from.',
  },
  {
    name: 'KINDLE_SENDER',
    fallback: null,
    meaning:
      'The address from which books are mailed to Kindles, and which readers approve at Amazon; a press may have its own. Needs SMTP_URL. Without it Kindle is not offered.',
  },
  {
    name: 'KINDLE_DOMAINS',
    fallback: 'free.kindle.com,kindle.com',
    meaning: 'The hosts of Kindle addresses, parted by commas. Nothing is ever mailed to another.',
  },
  {
    name: 'KINDLE_PER_SENDER',
    fallback: '200',
    meaning: 'How many messages one sender may hand to Amazon in a day.',
  },
  {
    name: 'BOUNCE_ADDRESS',
    fallback: null,
    meaning:
      'Where Kindle mail that cannot be brought comes back, such as bounces@press.example; “+” and a number are added before the @. Without it, it comes back to the sender and is not read.',
  },
  {
    name: 'BOUNCE_LISTEN',
    fallback: null,
    meaning:
      'Where the worker takes mail for BOUNCE_ADDRESS by SMTP, such as 127.0.0.1:2525, handed on by the mail server of that host.',
  },
  {
    name: 'BOUNCE_FOLDER',
    fallback: null,
    meaning: 'A Maildir in which mail for BOUNCE_ADDRESS is laid, instead of BOUNCE_LISTEN.',
  },
  {
    name: 'DKIM_SELECTOR',
    fallback: null,
    meaning:
      'The name under which the public key of DKIM_KEY_FILE stands in DNS. Needed only where the mail server does not sign.',
  },
  {
    name: 'DKIM_KEY_FILE',
    fallback: null,
    meaning: 'A private key (PEM) with which Kindle mail is signed, for the host of its sender.',
  },
  {
    name: 'SIGN_IN_PROVIDERS',
    fallback: null,
    meaning:
      'OpenID providers by which readers may sign in, as a JSON list: [{"provider":"orcid","clientId":"…","clientSecret":"…"}], or with “name” and “issuer” for any other.',
  },
  {
    name: 'PRIVATE_PROVIDERS',
    fallback: 'no',
    meaning:
      'Whether providers and federations may be asked at addresses of a private network, and by plain http: yes or no.',
  },
  {
    name: 'STRIPE_SECRET_KEY',
    fallback: null,
    meaning:
      'The secret key of an account at Stripe, sk_live_… or sk_test_…, by which books are sold. Without it nothing is offered for sale.',
  },
  {
    name: 'STRIPE_WEBHOOK_SECRET',
    fallback: null,
    meaning:
      'What Stripe signs its messages to /payments/stripe with, whsec_…; it belongs to STRIPE_SECRET_KEY.',
  },
  {
    name: 'STRIPE_API_BASE',
    fallback: null,
    meaning: 'Where Stripe answers, if not at its own address: for tests.',
  },
  {
    name: 'SECRET_KEY_BEFORE',
    fallback: null,
    meaning:
      'The SECRET_KEY of before, until “chapterhouse connection keys --change” has sealed anew what readers entrusted to it.',
  },
  {
    name: 'DROPBOX_CLIENT_ID',
    fallback: null,
    meaning: 'The “App key” of your app at Dropbox. Without it nothing is saved to Dropbox.',
  },
  {
    name: 'DROPBOX_CLIENT_SECRET',
    fallback: null,
    meaning: 'The “App secret” that belongs to DROPBOX_CLIENT_ID.',
  },
  {
    name: 'DROPBOX_API_BASE',
    fallback: null,
    meaning: 'Where Dropbox answers, if not at its own addresses: for tests.',
  },
  {
    name: 'GOOGLE_CLIENT_ID',
    fallback: null,
    meaning: 'The client id of your app at Google. Without it nothing is saved to Google Drive.',
  },
  {
    name: 'GOOGLE_CLIENT_SECRET',
    fallback: null,
    meaning: 'The client secret that belongs to GOOGLE_CLIENT_ID.',
  },
  {
    name: 'GOOGLE_API_BASE',
    fallback: null,
    meaning: 'Where Google answers, if not at its own addresses: for tests.',
  },
]
