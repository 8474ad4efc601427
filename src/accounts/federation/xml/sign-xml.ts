/** An enveloped signature on a document of our own: RSA with SHA-256 over exclusive canonical XML, as SAML wants it. */
import { createHash, type KeyObject, sign } from 'node:crypto'
import { canonicalize } from './canonicalize.ts'
import { attributeOf } from './element.ts'
import { readXmlEvents } from './xml-events.ts'

/** The signature becomes the first thing in the root, which must have an ID; behind its Issuer where it has one (SAML Core §5). */
export function signXml(xml: string, key: KeyObject, certificate: string | null = null): string {
  const { text, id } = canonical(xml)
  const digest = createHash('sha256').update(text).digest('base64')
  const info =
    '<ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">' +
    '<ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"></ds:CanonicalizationMethod>' +
    '<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"></ds:SignatureMethod>' +
    `<ds:Reference URI="#${id}"><ds:Transforms>` +
    '<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"></ds:Transform>' +
    '<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"></ds:Transform></ds:Transforms>' +
    '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod>' +
    `<ds:DigestValue>${digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>`
  const value = sign('sha256', Buffer.from(info), key).toString('base64')
  const keyInfo =
    certificate === null
      ? ''
      : `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`
  const signature =
    '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#">' +
    `${info.replace(' xmlns:ds="http://www.w3.org/2000/09/xmldsig#"', '')}` +
    `<ds:SignatureValue>${value}</ds:SignatureValue>${keyInfo}</ds:Signature>`
  return xml.replace(ROOT_AND_ISSUER, `$&${signature}`)
}

/** What stands before the root, its tag, and its Issuer where that comes first. */
const ROOT_AND_ISSUER =
  /^(?:\s|<\?.*?\?>|<!--.*?-->)*<[A-Za-z][^>]*>(?:\s*<(\w+:)?Issuer>[^<]*<\/\1Issuer>)?/s

function canonical(xml: string): { readonly text: string; readonly id: string } {
  let text = ''
  let id: string | null = null
  const write = canonicalize((piece) => {
    text += piece
  })
  const reader = readXmlEvents((event) => {
    if (event.kind === 'open') id ??= attributeOf({ ...event.tag, children: [] }, 'ID')
    write(event)
  })
  reader.write(xml)
  reader.close()
  if (id === null) throw new Error('The document has no ID')
  return { text, id }
}
