/**
 * SAML messages that other projects have collected, good and hostile: each good one must come in, with the clock set to its day,
 * and nothing else may.
 *
 *   node tools/corpus-saml.ts ../shared/data
 *
 * A sample says itself whom it is for; we are whoever it names, so that what is refused is refused for its attack. Where a
 * good sample leaves out what a whole sign-in must have (most name no audience, some hold for years), that is filled in
 * after its signature has held, and said.
 */
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { checkEncryption } from '../src/accounts/federation/saml/check-encryption.ts'
import { decideSignIn, type Expected } from '../src/accounts/federation/saml/decide-sign-in.ts'
import { decryptAssertion } from '../src/accounts/federation/saml/decrypt-assertion.ts'
import { ASSERTION } from '../src/accounts/federation/saml/names.ts'
import { parseText } from '../src/accounts/federation/saml/parse-message.ts'
import { type Assertion, toAssertion } from '../src/accounts/federation/saml/to-assertion.ts'
import { type Envelope, verifyAnswer } from '../src/accounts/federation/saml/verify-answer.ts'
import { childNamed } from '../src/accounts/federation/xml/element.ts'
import type { XmlElement } from '../src/accounts/federation/xml/parse-xml.ts'

const data = resolve(process.argv[2] ?? '../shared/data', 'saml')
if (!existsSync(data)) {
  console.log(`corpus-saml: skipped, ${data} is not there`)
  process.exit(0)
}

/** Good in their own suites and whole enough to be sign-ins. */
const GOOD: readonly RegExp[] = [
  /node-saml\/signatures\/valid\/(?!response\.root-signed\.assertion-unsigned-encrypted)/,
  /ruby-saml\/responses\/valid_response(_with(_formatted|out)_x509certificate)?\.xml/,
  /ruby-saml\/responses\/response_with_ds_namespace_at_the_root\.xml/,
  /ruby-saml\/responses\/(response_with_retrieval_method|response_with_signed_assertion_2)\.xml/,
  /ruby-saml\/responses\/(signed_nameid_in_atts|signed_unqual_nameid_in_atts)\.xml/,
  /ruby-saml\/responses\/(signed_message_encrypted_(un)?signed_assertion|signed_response_with_undefined_recipient)\.xml/,
  /ruby-saml\/responses\/unsigned_message_aes(128|192|256)(gcm)?_encrypted_signed_assertion\.xml/,
  /ruby-saml\/responses\/unsigned_message_encrypted_(signed_assertion|assertion_without_saml_namespace)\.xml/,
]
/** Its signature holds, and it says that it ends at “16=7:00:00”: no clock can be set to that. */
const TIMELESS = /signatures\/valid\/response\.root-signed\.assertion-unsigned-encrypted/

/** Made to be refused. */
const HOSTILE = /\/invalids?\/|attack|wrapped|response_eval|unsigned_assertion|no_signature/

/** Where the attack is in whom a message is for, we are whom an honest one would name. */
const STUFF: Partial<Expected> = {
  provider: 'http://idp.example.com/',
  audience: 'http://stuff.com/endpoints/metadata.php',
  address: 'http://stuff.com/endpoints/endpoints/acs.php',
  request: '_57bcbf70-7b1f-012e-c821-782bcb13bb38',
}
const PITBULK = { audience: 'https://pitbulk.no-ip.org/newonelogin/demo1/metadata.php' }
const EXPECTED: readonly (readonly [RegExp, Partial<Expected>])[] = [
  [/invalid_(audience|issuer_|subjectconfirmation_)|no_subjectconfirmation/, STUFF],
  [/wrong_spnamequalifier/, PITBULK],
  [/empty_destination/, { address: 'https://pitbulk.no-ip.org/newonelogin/demo1/index.php?acs' }],
]

const files = globSync('**/*{.xml,base64,xml_base64}', { cwd: data })
  .filter((file) => /response|attack|test_sign/i.test(file) && !/metadata\//.test(file))
  .sort()
const rubyCertificates = globSync('ruby-saml/certificates/*', { cwd: data })
  .filter((file) => !file.endsWith('.key'))
  .flatMap((file) => toCertificate(readFileSync(join(data, file), 'utf8')))
const nodeCertificates = toCertificate(readFileSync(join(data, 'node-saml/cert.pem'), 'utf8'))
const keys = [
  'ruby-saml/certificates/ruby-saml.key',
  'node-saml/testshib encryption pvk.pem',
  'node-saml/key.pem',
].map((file) => createPrivateKey(readFileSync(join(data, file))))

type Seen = {
  readonly file: string
  readonly kind: 'good' | 'hostile' | 'other'
  readonly outcome: string
  readonly filled: string
}

const seen: Seen[] = []
for (const file of files) {
  const kind = GOOD.some((good) => good.test(file)) ? 'good' : HOSTILE.test(file) ? 'hostile' : 'other'
  seen.push({ file, kind, ...(await judge(file, kind === 'good')) })
}

for (const { file, kind, outcome, filled } of seen)
  console.log(`${kind.padEnd(8)}${outcome.padEnd(42)}${file}${filled && `  (filled in: ${filled})`}`)
const of = (kind: string) => seen.filter((one) => one.kind === kind)
const accepted = (all: readonly Seen[]) => all.filter(({ outcome }) => outcome === 'accepted')
const [good, hostile, other] = [of('good'), of('hostile'), of('other')]
console.log(
  `corpus-saml: ${seen.length} messages; good: ${accepted(good).length} of ${good.length} accepted; ` +
    `hostile: ${hostile.length - accepted(hostile).length} of ${hostile.length} refused; ` +
    `incomplete or unsupported: ${other.length - accepted(other).length} of ${other.length} refused`,
)
const timeless = seen.find(({ file }) => TIMELESS.test(file))
const holds =
  good.length >= 16 &&
  accepted(good).length === good.length &&
  accepted(hostile).length + accepted(other).length === 0 &&
  timeless?.outcome === 'assertion-is-in-time'
process.exit(holds ? 0 : 1)

async function judge(file: string, mayFill: boolean): Promise<{ outcome: string; filled: string }> {
  const text = readMessage(file)
  const message = parseText(text)
  if (!message.ok) return { outcome: message.error.rule, filled: '' }
  const verified = await verifyAnswer(message.value, {
    certificates: file.startsWith('node-saml')
      ? nodeCertificates
      : [...rubyCertificates, ...certificatesIn(text), ...certificatesIn(openedOf(message.value.root))],
    signed: 'either',
    algorithms: 'old',
    keys,
  })
  if (!verified.ok) return { outcome: verified.error.rule, filled: '' }
  const read = toAssertion(verified.value.assertion)
  if (!read.ok) return { outcome: read.error.rule, filled: '' }
  const { assertion, envelope, filled } = mayFill
    ? fill(read.value, verified.value.envelope)
    : { assertion: read.value, envelope: verified.value.envelope, filled: [] }
  const expected = { ...namedBy(assertion, envelope), ...special(file) }
  // Whatever day it is: an attacker may choose it.
  const days = [assertion.statements[0]?.at, endOf(assertion)].filter((day) => day instanceof Date)
  let outcome = 'assertion-is-in-time'
  for (const day of days) {
    const decided = decideSignIn(
      assertion,
      envelope,
      expected,
      new Date(day.getTime() + (day === days[0] ? 1_000 : -1_000)),
    )
    if (decided.ok) return { outcome: 'accepted', filled: filled.join(', ') }
    outcome = decided.error.rule
  }
  return { outcome, filled: filled.join(', ') }
}

function namedBy(assertion: Assertion, { inResponseTo, destination }: Envelope): Expected {
  return {
    provider: assertion.issuer ?? '',
    audience: assertion.conditions?.audiences[0]?.[0] ?? 'us',
    address: destination ?? assertion.confirmations[0]?.recipient ?? '',
    request: inResponseTo,
  }
}

function special(file: string): Partial<Expected> {
  return EXPECTED.find(([which]) => which.test(basename(file)))?.[1] ?? {}
}

function endOf({ confirmations, conditions }: Assertion): Date | null {
  const end = confirmations[0]?.notOnOrAfter ?? conditions?.notOnOrAfter
  return end instanceof Date ? end : null
}

type Filled = { assertion: Assertion; envelope: Envelope; filled: string[] }

/** After the signature has held, and only in good samples: what makes a whole sign-in of them. */
function fill(given: Assertion, envelope: Envelope): Filled {
  const filled: string[] = []
  const say = <T>(what: string, value: T): T => {
    filled.push(what)
    return value
  }
  const { conditions, statements } = given
  const at = statements[0]?.at ?? new Date(0)
  const soon = new Date(at.getTime() + 300_000)
  const isLong = (end: unknown) => end instanceof Date && end.getTime() - at.getTime() > 86_400_000
  const long = isLong(conditions?.notOnOrAfter) || given.confirmations.some((one) => isLong(one.notOnOrAfter))
  if (long) say('an end within the day', null)
  const audiences =
    conditions && conditions.audiences.length > 0 ? conditions.audiences : say('an audience', [['us']])
  const confirmations = given.confirmations.map((one) => ({
    ...one,
    inResponseTo: one.inResponseTo ?? say('InResponseTo of the bearer', envelope.inResponseTo),
    notOnOrAfter: isLong(one.notOnOrAfter) ? soon : one.notOnOrAfter,
  }))
  const [first] = confirmations
  return {
    filled,
    envelope:
      envelope.destination === first?.recipient
        ? envelope
        : { ...envelope, destination: say('Destination', null) },
    assertion: {
      ...given,
      confirmations,
      conditions: conditions && {
        ...conditions,
        audiences,
        notOnOrAfter: isLong(conditions.notOnOrAfter) ? soon : conditions.notOnOrAfter,
      },
    },
  }
}

/** Some are base64, some of these deflated, some base64 of base64. */
function readMessage(file: string): string {
  let text = readFileSync(join(data, file), 'utf8')
  for (let round = 0; round < 2 && !text.includes('<'); round++) {
    const bytes = Buffer.from(text, 'base64')
    try {
      text = inflateRawSync(bytes).toString('utf8')
    } catch {
      text = bytes.toString('utf8')
    }
  }
  return text.trim()
}

/** Those in a message count where its own suite says nothing better: an attacker could have no better luck. */
function certificatesIn(text: string): readonly string[] {
  return [...text.matchAll(/X509Certificate>([^<]+)</g)].flatMap(([, certificate = '']) =>
    toCertificate(certificate),
  )
}

/** What an encrypted assertion holds; nothing when it is none, or none for us. */
function openedOf(root: XmlElement): string {
  const encrypted = childNamed(root, ASSERTION, 'EncryptedAssertion')
  const form = encrypted && checkEncryption(encrypted, 'old')
  return form?.ok ? (decryptAssertion(form.value, keys)?.text ?? '') : ''
}

function toCertificate(text: string): string[] {
  const base64 = text.replace(/-----[^-]+-----|\s/g, '')
  try {
    return new X509Certificate(Buffer.from(base64, 'base64')).raw.toString('base64') === '' ? [] : [base64]
  } catch {
    return []
  }
}
