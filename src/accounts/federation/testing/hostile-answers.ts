/**
 * Hostile answers by the hundred. An attacker has one honest answer, made for himself as `reader@uni.example`, a student of no
 * standing; he knows our request, our addresses and every published key, and wants to be `admin`, a member. Everything that
 * is here must be refused, whoever signed what.
 *
 * The eight wrappings are those of Somorovsky and others, "On Breaking SAML" (USENIX Security 2012).
 */
import { createHash, sign } from 'node:crypto'
import { ATTRIBUTE } from '../attribute-rules.ts'
import { type AnswerOptions, encrypt, type ProviderDouble, type Whose } from './provider-double.ts'

export type Hostile = { readonly name: string; readonly xml: string }

export type Target = {
  readonly idp: ProviderDouble
  readonly other: ProviderDouble
  /** Our own certificate, to which anybody may encrypt. */
  readonly service: string
  readonly honest: AnswerOptions
}

const SCOPED = ATTRIBUTE.scopedAffiliation[0]
const OWN = { nameId: 'reader@uni.example', attributes: { [SCOPED]: ['affiliate@uni.example'] } }
const WANTED = { nameId: 'admin@uni.example', attributes: { [SCOPED]: ['member@uni.example'] } }

const MODES: readonly Exclude<Whose, 'nobody'>[] = ['assertion', 'response', 'both']
const DS = 'xmlns:ds="http://www.w3.org/2000/09/xmldsig#"'

/** In the order in which they are described below. */
export function* hostileAnswers(target: Target): Generator<Hostile> {
  yield* wrapped(target)
  yield* stripped(target)
  yield* downgraded(target)
  yield* hidden(target)
  yield* renamed(target)
  yield* forged(target)
  yield* misdirected(target)
  yield* encryptedTricks(target)
  yield* bent(target)
}

type Parts = {
  /** Up to where the assertion begins, with the response's signature where it has one. */
  readonly head: string
  readonly tail: string
  readonly responseSignature: string
  readonly assertion: string
  readonly assertionSignature: string
  /** Without its own signature. */
  readonly bareAssertion: string
  readonly whole: string
}

const SIGNATURE = /<ds:Signature .*?<\/ds:Signature>/s

function partsOf(whole: string): Parts {
  const start = whole.indexOf('<saml:Assertion ')
  const end = whole.indexOf('</saml:Assertion>') + '</saml:Assertion>'.length
  const [head, assertion, tail] = [whole.slice(0, start), whole.slice(start, end), whole.slice(end)]
  const assertionSignature = SIGNATURE.exec(assertion)?.[0] ?? ''
  return {
    whole,
    head,
    tail,
    assertion,
    assertionSignature,
    responseSignature: SIGNATURE.exec(head)?.[0] ?? '',
    bareAssertion: assertion.replace(assertionSignature, ''),
  }
}

const without = (text: string, part: string): string => (part === '' ? text : text.replace(part, ''))

const newId = (xml: string, id = `_evil${counter++}`): string => xml.replace(/ ID="[^"]*"/, ` ID="${id}"`)
let counter = 0

/** Puts something behind the Issuer, where a signature stands. */
const behindIssuer = (xml: string, what: string): string =>
  xml.replace(/<saml:Issuer>[^<]*<\/saml:Issuer>/, (issuer) => `${issuer}${what}`)

const intoSignature = (signature: string, what: string): string =>
  signature.replace('</ds:Signature>', `${what}</ds:Signature>`)

type Wrap = (parts: Parts, evil: string) => string

/** XSW 1 to 8. `evil` is an unsigned assertion that says what the attacker wants. */
const WRAPPINGS: Readonly<Record<string, Wrap>> = {
  'XSW1 the answer inside its signature': (parts, evil) => {
    const signature = parts.responseSignature || parts.assertionSignature
    const original = without(parts.whole, signature)
    return withEvil(parts, evil, intoSignature(signature, original))
  },
  'XSW2 the answer before its signature': (parts, evil) => {
    const signature = parts.responseSignature || parts.assertionSignature
    return withEvil(parts, evil, without(parts.whole, signature) + signature)
  },
  'XSW3 before the assertion': ({ head, assertion, tail }, evil) => head + evil + assertion + tail,
  'XSW4 round the assertion': ({ head, assertion, tail }, evil) =>
    head + evil.replace('</saml:Assertion>', `${assertion}</saml:Assertion>`) + tail,
  'XSW5 with the signature, the assertion at the end': (parts, evil) =>
    parts.head + behindIssuer(evil, parts.assertionSignature) + parts.bareAssertion + parts.tail,
  'XSW6 with the signature, the assertion in it': (parts, evil) =>
    parts.head + behindIssuer(evil, intoSignature(signatureOr(parts), parts.bareAssertion)) + parts.tail,
  'XSW7 in the extensions': ({ head, assertion, tail }, evil) =>
    head.replace('<samlp:Status>', `<samlp:Extensions>${evil}</samlp:Extensions><samlp:Status>`) +
    assertion +
    tail,
  'XSW8 with the signature, the assertion in an object': (parts, evil) =>
    parts.head +
    behindIssuer(evil, intoSignature(signatureOr(parts), `<ds:Object>${parts.bareAssertion}</ds:Object>`)) +
    parts.tail,
}

const signatureOr = ({ assertionSignature, responseSignature }: Parts): string =>
  assertionSignature || responseSignature

/** A response of another id that carries the evil assertion and, behind its issuer, whatever is given. */
const withEvil = ({ head, tail, responseSignature }: Parts, evil: string, what: string): string =>
  behindIssuer(newId(without(head, responseSignature)), what) + evil + tail

type Disguise = (evil: string, parts: Parts) => string

/** What is done to the evil assertion, or to everything, on top of a wrapping. */
const DISGUISES: Readonly<Record<string, Disguise>> = {
  plainly: (evil) => evil,
  'with a comment in its name': (evil) => evil.replace('admin@', 'admin@<!-- x -->'),
  'under the id of the honest one': (evil, { assertion }) =>
    newId(evil, / ID="([^"]*)"/.exec(assertion)?.[1]),
  'with its id in a namespace': (evil) => evil.replace(' ID="', ' xmlns:p="urn:p" p:ID="_p" ID="'),
  'under another prefix': (evil) =>
    evil
      .replaceAll('<saml:', '<evil:')
      .replaceAll('</saml:', '</evil:')
      .replace('xmlns:saml=', 'xmlns:evil='),
  'in the default namespace': (evil) =>
    evil.replaceAll('<saml:', '<').replaceAll('</saml:', '</').replace('xmlns:saml=', 'xmlns='),
  'in a namespace like it': (evil) => evil.replaceAll('SAML:2.0:assertion"', 'SAML:2.0:Assertion"'),
  'with a namespace that breaks canonicalizers': (evil) =>
    evil.replace('<saml:Assertion ', '<saml:Assertion xmlns:v="1" '),
  'behind an instruction': (evil) => evil.replace('<saml:Subject>', '<?x y?><saml:Subject>'),
  'in a character section': (evil) => evil.replace('admin@uni.example', '<![CDATA[admin@uni.example]]>'),
}

function* wrapped({ idp, honest }: Target): Generator<Hostile> {
  for (const signed of MODES) {
    const parts = partsOf(idp.answer({ ...honest, ...OWN, signed }))
    const evil = idp.assertion({ ...honest, ...WANTED, signed: 'nobody', assertionId: '_evil' })
    for (const [wrapping, wrap] of Object.entries(WRAPPINGS))
      for (const [disguise, dress] of Object.entries(DISGUISES))
        yield { name: `${wrapping}, ${disguise}, ${signed} signed`, xml: wrap(parts, dress(evil, parts)) }
  }
}

/** Signatures that are not there, or are there and empty. */
function* stripped({ idp, honest }: Target): Generator<Hostile> {
  for (const signed of MODES) {
    const xml = idp.answer({ ...honest, ...WANTED, signed })
    const { assertionSignature, responseSignature } = partsOf(xml)
    const each = (change: (signature: string) => string) =>
      [assertionSignature, responseSignature]
        .filter((signature) => signature !== '')
        .reduce((text, signature) => text.replace(signature, change(signature)), xml)
    const changes: Readonly<Record<string, (signature: string) => string>> = {
      'no signature': () => '',
      'an empty signature': () => `<ds:Signature ${DS}/>`,
      'no value': (text) => text.replace(/<ds:SignatureValue>.*<\/ds:SignatureValue>/, ''),
      'an empty value': (text) => text.replace(/(<ds:SignatureValue>)[^<]*/, '$1'),
      'a value of zeros': (text) => text.replace(/(<ds:SignatureValue>)[^<]*/, `$1${'A'.repeat(344)}`),
      'no reference': (text) => text.replace(/<ds:Reference .*<\/ds:Reference>/, ''),
      'an empty reference': (text) => text.replace(/URI="[^"]*"/, 'URI=""'),
      'a reference to nothing': (text) => text.replace(/URI="[^"]*"/, 'URI="#nothing"'),
      'a reference without address': (text) => text.replace(/ URI="[^"]*"/, ''),
      'a reference by XPointer': (text) => text.replace(/URI="[^"]*"/, 'URI="#xpointer(/)"'),
      'a reference to elsewhere': (text) => text.replace(/URI="[^"]*"/, 'URI="https://evil.example/x"'),
      'an empty digest': (text) => text.replace(/(<ds:DigestValue>)[^<]*/, '$1'),
      'two digests': (text) => text.replace(/(<ds:DigestValue>[^<]*<\/ds:DigestValue>)/, '$1$1'),
      'two references': (text) => text.replace(/(<ds:Reference .*<\/ds:Reference>)/, '$1$1'),
      'two SignedInfo': (text) => text.replace(/(<ds:SignedInfo>.*<\/ds:SignedInfo>)/, '$1$1'),
      'itself twice': (text) => text + text,
    }
    for (const [what, change] of Object.entries(changes))
      yield { name: `${what}, ${signed} signed`, xml: each(change) }
  }
}

/** Really signed, in a way that is not believed; and honest messages whose algorithm was rewritten. */
function* downgraded({ idp, honest }: Target): Generator<Hostile> {
  const algorithms: Readonly<Record<string, readonly [RegExp, string]>> = {
    'RSA with SHA-1': [/(SignatureMethod Algorithm=")[^"]*/g, 'http://www.w3.org/2000/09/xmldsig#rsa-sha1'],
    'RSA with MD5': [/(SignatureMethod Algorithm=")[^"]*/g, 'http://www.w3.org/2001/04/xmldsig-more#rsa-md5'],
    'HMAC with the public key': [
      /(SignatureMethod Algorithm=")[^"]*/g,
      'http://www.w3.org/2000/09/xmldsig#hmac-sha1',
    ],
    'HMAC with SHA-256': [
      /(SignatureMethod Algorithm=")[^"]*/g,
      'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256',
    ],
    'no algorithm': [/(SignatureMethod Algorithm=")[^"]*/g, ''],
    'digest SHA-1': [/(DigestMethod Algorithm=")[^"]*/g, 'http://www.w3.org/2000/09/xmldsig#sha1'],
    'digest MD5': [/(DigestMethod Algorithm=")[^"]*/g, 'http://www.w3.org/2001/04/xmldsig-more#md5'],
    'canonical with comments': [/(xml-exc-c14n#)/g, 'WithComments'],
    'inclusive canonical form': [
      /(CanonicalizationMethod Algorithm=")[^"]*/g,
      'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
    ],
    XSLT: [/(Transform Algorithm=")[^"]*exc-c14n#/g, 'http://www.w3.org/TR/1999/REC-xslt-19991116'],
    XPath: [/(Transform Algorithm=")[^"]*exc-c14n#/g, 'http://www.w3.org/TR/1999/REC-xpath-19991116'],
    base64: [/(Transform Algorithm=")[^"]*exc-c14n#/g, 'http://www.w3.org/2000/09/xmldsig#base64'],
    'no enveloped transform': [/(<ds:Transforms>)<ds:Transform [^>]*><\/ds:Transform>/g, ''],
  }
  for (const signed of MODES) {
    const xml = idp.answer({ ...honest, ...WANTED, signed })
    for (const [what, [where, to]] of Object.entries(algorithms)) {
      const rewritten = xml.replace(where, `$1${to}`)
      yield { name: `${what}, rewritten, ${signed} signed`, xml: rewritten }
      yield { name: `${what}, signed anew, ${signed} signed`, xml: signAnew(rewritten, idp) }
    }
  }
}

/** Whoever has the key signs the SignedInfo as it stands: the form alone has to refuse it. */
const signAnew = (xml: string, idp: ProviderDouble): string =>
  xml.replace(/(<ds:SignedInfo>.*?<\/ds:SignedInfo>)<ds:SignatureValue>[^<]*/gs, (_all, info: string) => {
    const hash = /rsa-sha1|hmac-sha1/.test(info) ? 'sha1' : 'sha256'
    const canonical = info.replace('<ds:SignedInfo>', `<ds:SignedInfo ${DS}>`)
    return `${info}<ds:SignatureValue>${sign(hash, Buffer.from(canonical), idp.key).toString('base64')}`
  })

/** Words that some readers see and others do not, in a message that is honestly signed: they do not break the signature. */
function* hidden({ idp, honest }: Target): Generator<Hostile> {
  const tricks: Readonly<Record<string, (xml: string) => string>> = {
    'a comment in a name': (xml) => xml.replace('admin@uni', 'admin<!-- -->@uni'),
    'a comment in an affiliation': (xml) => xml.replace('member@uni', 'member<!---->@uni'),
    'a comment in a scope': (xml) => xml.replace('@uni.example<', '@uni.example<!---->.evil.example<'),
    'a comment in the issuer': (xml) => xml.replace('<saml:Issuer>', '<saml:Issuer><!-- -->'),
    'a comment in the audience': (xml) => xml.replace('<saml:Audience>', '<saml:Audience><!-- -->'),
    'a comment in the digest': (xml) => xml.replace('<ds:DigestValue>', '<ds:DigestValue><!--x-->'),
    'a comment before the root': (xml) => `<!-- -->${xml}`,
    'a comment behind the root': (xml) => `${xml}<!-- -->`,
    'an instruction in a name': (xml) => xml.replace('admin@uni', 'admin<?x?>@uni'),
    'an instruction before the root': (xml) => `<?xml-stylesheet href="x"?>${xml}`,
    'a character section in a name': (xml) =>
      xml.replace('admin@uni.example', '<![CDATA[admin@uni.example]]>'),
    'a document type': (xml) => `<!DOCTYPE x>${xml}`,
    'an entity': (xml) => `<!DOCTYPE x [<!ENTITY e "admin">]>${xml.replace('admin@uni', '&e;@uni')}`,
    'an external entity': (xml) =>
      `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${xml.replace('admin@uni', '&e;')}`,
    'a default for an attribute': (xml) => `<!DOCTYPE x [<!ATTLIST saml:Assertion ID CDATA "_x">]>${xml}`,
    'entities in entities': (xml) =>
      `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>${xml.replace('admin@uni', '&b;')}`,
    'XML 1.1': (xml) => `<?xml version="1.1"?>${xml}`,
    'another encoding': (xml) => `<?xml version="1.0" encoding="UTF-7"?>${xml}`,
    'a second root': (xml) => `${xml}<x/>`,
    'an unknown entity': (xml) => xml.replace('admin@uni', '&nbsp;@uni'),
  }
  for (const signed of MODES) {
    const xml = idp.answer({ ...honest, ...WANTED, signed })
    for (const [what, trick] of Object.entries(tricks))
      yield { name: `${what}, ${signed} signed`, xml: trick(xml) }
  }
}

/** Names that are almost SAML's, ids that are almost ids. */
function* renamed({ idp, honest }: Target): Generator<Hostile> {
  const tricks: Readonly<Record<string, (xml: string) => string>> = {
    'a response of SAML 1.1': (xml) => xml.replaceAll('SAML:2.0:protocol', 'SAML:1.1:protocol'),
    'an answer to a log-out': (xml) => xml.replaceAll('samlp:Response', 'samlp:LogoutResponse'),
    'a response inside another': (xml) =>
      `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_o" Version="2.0">${xml}</samlp:Response>`,
    'an envelope of another name': (xml) => `<x>${xml}</x>`,
    'an id of another case': (xml) => xml.replace(/(<saml:Assertion[^>]*) ID=/, '$1 Id='),
    'an id by xml:id': (xml) => xml.replace('<saml:Subject>', '<saml:Subject xml:id="_a">'),
    'an id with a quote': (xml) => xml.replaceAll(/"_[0-9a-f]{32}"/g, '"_a&apos;]|//*[&apos;"'),
    'one id twice': (xml) => {
      const id = /<saml:Assertion[^>]* ID="([^"]*)"/.exec(xml)?.[1]
      return xml.replace(
        '<samlp:Status>',
        `<samlp:Extensions><x xmlns="urn:x" ID="${id}"/></samlp:Extensions><samlp:Status>`,
      )
    },
    'a signature in no namespace': (xml) =>
      xml.replaceAll('ds:', '').replaceAll('xmlns:ds="http://www.w3.org/2000/09/xmldsig#"', ''),
    'a signature in the status': (xml) => {
      const signature = SIGNATURE.exec(xml)?.[0] ?? ''
      return without(xml, signature).replace('</samlp:Status>', `${signature}</samlp:Status>`)
    },
    'a relative namespace': (xml) => xml.replace('<samlp:Response ', '<samlp:Response xmlns:v="relative" '),
    'another version': (xml) => xml.replaceAll('Version="2.0"', 'Version="1.1"'),
    'no id': (xml) => xml.replace(/(<samlp:Response[^>]*) ID="[^"]*"/, '$1'),
    'two issuers': (xml) => xml.replace(/(<saml:Issuer>[^<]*<\/saml:Issuer>)/, '$1$1'),
    'two subjects': (xml) => xml.replace(/(<saml:Subject>.*<\/saml:Subject>)/, '$1$1'),
    'two statuses': (xml) => xml.replace(/(<samlp:Status>.*<\/samlp:Status>)/, '$1$1'),
    'bare words': (xml) => xml.replace('<samlp:Status>', 'words<samlp:Status>'),
  }
  for (const signed of MODES) {
    const xml = idp.answer({ ...honest, ...WANTED, signed })
    for (const [what, trick] of Object.entries(tricks))
      yield { name: `${what}, ${signed} signed`, xml: trick(xml) }
  }
}

/** Signed, by somebody else. */
function* forged({ idp, other, honest }: Target): Generator<Hostile> {
  for (const signed of MODES) {
    const options = { ...honest, ...WANTED, signed }
    yield { name: `by another provider, in its own name, ${signed} signed`, xml: other.answer(options) }
    yield {
      name: `by another provider, in this one’s name, ${signed} signed`,
      xml: other.answer({ ...options, issuer: idp.entityId }),
    }
    yield {
      name: `by another provider, its name outside, this one’s inside, ${signed} signed`,
      xml: other.answer({ ...options, assertionIssuer: idp.entityId }),
    }
    yield {
      name: `by this provider, in another one’s name inside, ${signed} signed`,
      xml: idp.answer({ ...options, assertionIssuer: other.entityId }),
    }
    yield {
      name: `by this provider, in another one’s name, ${signed} signed`,
      xml: idp.answer({ ...options, issuer: other.entityId }),
    }
    yield {
      name: `by a stranger, with his certificate beside it, ${signed} signed`,
      xml: other.answer({ ...options, issuer: idp.entityId, key: other.key }),
    }
    const xml = idp.answer({ ...honest, ...OWN, signed })
    yield { name: `honest, then changed, ${signed} signed`, xml: xml.replaceAll('affiliate@', 'member@') }
    yield {
      name: `honest, then changed and digested anew, ${signed} signed`,
      xml: redigest(xml.replaceAll('affiliate@', 'member@')),
    }
  }
}

/** The digest of something, anything: the SignedInfo no longer is what was signed. */
const redigest = (xml: string): string =>
  xml.replaceAll(/(<ds:DigestValue>)[^<]*/g, `$1${createHash('sha256').update(xml).digest('base64')}`)

/** Truly signed by the provider, and for another place, another time, another reader or another request. */
function* misdirected({ idp, honest }: Target): Generator<Hostile> {
  const minutes = (n: number) => new Date(honest.now.getTime() + n * 60_000)
  const changes: Readonly<Record<string, Partial<AnswerOptions>>> = {
    'for another audience': { audience: 'https://other.example/saml/metadata' },
    'for an audience whose name begins with ours': { audience: `${honest.audience}.evil.example` },
    'for nobody in particular': { conditions: '' },
    'for no audience': { conditions: `<saml:Conditions NotOnOrAfter="${minutes(5).toISOString()}"/>` },
    'for two audiences, each alone': {
      conditions: `<saml:Conditions>${[honest.audience, 'urn:x'].map((one) => `<saml:AudienceRestriction><saml:Audience>${one}</saml:Audience></saml:AudienceRestriction>`).join('')}</saml:Conditions>`,
    },
    'on a condition that nobody knows': {
      conditions: `<saml:Conditions><saml:AudienceRestriction><saml:Audience>${honest.audience}</saml:Audience></saml:AudienceRestriction><x xmlns="urn:x"/></saml:Conditions>`,
    },
    'to another recipient': { recipient: 'https://other.example/acs' },
    'to a recipient whose name begins with ours': { recipient: `${honest.address}/x` },
    'to another destination': { destination: 'https://other.example/acs' },
    'to no destination': { destination: '' },
    'to another request': { inResponseTo: '_another' },
    'to another request inside': { confirmedInResponseTo: '_another' },
    'to no request': { inResponseTo: null },
    'to no request inside': { confirmedInResponseTo: null },
    'too late': { notOnOrAfter: minutes(-2), notBefore: minutes(-9) },
    'too late for its bearer': { confirmedUntil: minutes(-2) },
    'too early': { notBefore: minutes(2) },
    'for ever': { confirmedUntil: null },
    'for years': { confirmedUntil: minutes(1e6), notOnOrAfter: minutes(1e6) },
    'when the session had ended': { sessionUntil: minutes(-2) },
    'signed in tomorrow': { signedInAt: minutes(1440) },
    'without saying when': { statement: '' },
    'at a time that is none': { statement: '<saml:AuthnStatement AuthnInstant="now"/>' },
    'at a time without zone': { statement: '<saml:AuthnStatement AuthnInstant="2026-03-05T12:00:00"/>' },
    twice: {
      statement:
        '<saml:AuthnStatement AuthnInstant="2026-03-05T12:00:00Z"/><saml:AuthnStatement AuthnInstant="2026-03-05T12:00:00Z"/>',
    },
    'to whoever holds a key': { method: 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key' },
    'to whoever vouches': { method: 'urn:oasis:names:tc:SAML:2.0:cm:sender-vouches' },
    'of a reader without name': { nameId: '' },
    'of a name made for another service': { forWhom: 'https://other.example/saml/metadata' },
    'of a scope that is not the provider’s': { attributes: { [SCOPED]: ['member@elsewhere.example'] } },
    'of a scope below the provider’s': { attributes: { [SCOPED]: ['member@evil.uni.example'] } },
    'with an attribute named twice': {
      extra: `<saml:AttributeStatement><saml:Attribute Name="${SCOPED}"><saml:AttributeValue>member@uni.example</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>`,
    },
    'with a refusal': { status: 'urn:oasis:names:tc:SAML:2.0:status:Requester' },
    'with a status like success': { status: 'urn:oasis:names:tc:SAML:2.0:status:success' },
  }
  for (const signed of MODES)
    for (const [what, change] of Object.entries(changes))
      yield {
        name: `${what}, ${signed} signed`,
        xml: idp.answer({ ...honest, ...WANTED, ...change, signed }),
      }
}

/** Anybody may encrypt to us: that something opens proves nothing. */
function* encryptedTricks(target: Target): Generator<Hostile> {
  const { idp, other, honest, service } = target
  const evil = idp.assertion({ ...honest, ...WANTED, signed: 'nobody' })
  for (const signed of MODES) {
    const parts = partsOf(idp.answer({ ...honest, ...OWN, signed }))
    for (const [wrapping, wrap] of Object.entries(WRAPPINGS))
      yield { name: `${wrapping}, encrypted, ${signed} signed`, xml: wrap(parts, encrypt(evil, service)) }
    yield {
      name: `encrypted in the place of the honest one, ${signed} signed`,
      xml: parts.head + encrypt(evil, service) + parts.tail,
    }
    const options = { ...honest, ...WANTED, signed, encryptedTo: service }
    yield {
      name: `encrypted, by another provider, ${signed} signed`,
      xml: other.answer({ ...options, issuer: idp.entityId }),
    }
    yield {
      name: `encrypted to somebody else, ${signed} signed`,
      xml: idp.answer({ ...options, encryptedTo: other.certificate }),
    }
    yield {
      name: `encrypted by an old cipher, ${signed} signed`,
      xml: idp.answer({ ...options, cipher: 'aes128-cbc' }),
    }
    const xml = idp.answer(options)
    const changes: Readonly<Record<string, (text: string) => string>> = {
      'cipher text changed': (text) =>
        text.replace(/(<xenc:CipherValue>[^<]*<.*<xenc:CipherValue>)./s, '$1/'),
      'key by RSA 1.5': (text) => text.replace('rsa-oaep-mgf1p', 'rsa-1_5'),
      'cipher by reference': (text) =>
        text.replace(
          /<xenc:CipherData>.*?<\/xenc:CipherData>/s,
          '<xenc:CipherData><xenc:CipherReference URI="https://evil.example/"/></xenc:CipherData>',
        ),
      'two encrypted': (text) =>
        text.replace(/(<saml:EncryptedAssertion.*<\/saml:EncryptedAssertion>)/s, '$1$1'),
      'no cipher text': (text) => text.replaceAll(/<xenc:CipherValue>[^<]*/g, '<xenc:CipherValue>'),
      'another cipher said': (text) => text.replace('aes128-gcm', 'aes256-gcm'),
    }
    for (const [what, change] of Object.entries(changes))
      yield { name: `encrypted, ${what}, ${signed} signed`, xml: change(xml) }
  }
  for (const [what, inside] of Object.entries({
    nothing: '',
    'an empty assertion': '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"/>',
    'a whole answer': idp.answer({ ...honest, ...WANTED }),
    'two assertions': evil + evil,
    'a document type': `<!DOCTYPE x>${idp.assertion({ ...honest, ...WANTED })}`,
    'a comment': idp.assertion({ ...honest, ...WANTED }).replace('admin@', 'admin@<!-- -->'),
    'another encrypted one': encrypt(idp.assertion({ ...honest, ...WANTED }), service),
  })) {
    const shell = idp.answer({ ...honest, signed: 'nobody' })
    const { head, tail } = partsOf(shell)
    yield { name: `encrypted: ${what}`, xml: head + encrypt(inside, service) + tail }
  }
}

/** Sizes and shapes that cost. */
function* bent({ idp, honest }: Target): Generator<Hostile> {
  const xml = idp.answer({ ...honest, ...WANTED })
  yield { name: 'nothing', xml: '' }
  yield { name: 'no XML', xml: 'admin' }
  yield { name: 'half of an answer', xml: xml.slice(0, xml.length / 2) }
  yield { name: 'a hundred thousand elements deep', xml: '<x>'.repeat(100_000) + '</x>'.repeat(100_000) }
  yield {
    name: 'nested in extensions',
    xml: xml.replace(
      '<samlp:Status>',
      `<samlp:Extensions>${'<x>'.repeat(200)}${'</x>'.repeat(200)}</samlp:Extensions><samlp:Status>`,
    ),
  }
  yield {
    name: 'ten thousand elements',
    xml: xml.replace(
      '<samlp:Status>',
      `<samlp:Extensions>${'<x/>'.repeat(10_000)}</samlp:Extensions><samlp:Status>`,
    ),
  }
  yield {
    name: 'a thousand attributes',
    xml: xml.replace(
      '<samlp:Status>',
      `<samlp:Status ${Array.from({ length: 1000 }, (_, n) => `a${n}=""`).join(' ')}>`,
    ),
  }
  yield {
    name: 'a megabyte',
    xml: xml.replace(
      '<samlp:Status>',
      `<samlp:Extensions><x>${'x'.repeat(1 << 20)}</x></samlp:Extensions><samlp:Status>`,
    ),
  }
  yield { name: 'a zero byte', xml: xml.replace('admin', 'ad\u0000min') }
  yield { name: 'a byte order mark', xml: `\ufeff${xml}` }
}
