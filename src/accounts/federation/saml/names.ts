/** The names of SAML 2.0, XML Signature and XML Encryption, and which algorithms are believed. */

export const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol'
export const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion'
export const METADATA = 'urn:oasis:names:tc:SAML:2.0:metadata'
export const XMLDSIG = 'http://www.w3.org/2000/09/xmldsig#'
export const XMLENC = 'http://www.w3.org/2001/04/xmlenc#'
export const EXCLUSIVE_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#'
export const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'

export const SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success'
export const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer'
export const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'
export const REDIRECT_BINDING = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect'
export const POST_BINDING = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST'

/**
 * `current`: SHA-2, RSA keys of 2048 bits and more, and ciphers that notice changes. `with-cbc`: also AES-CBC, which is all that
 * SimpleSAMLphp 1 and AD FS have to encrypt with. `old`: also SHA-1 and 1024 bits. An operator grants more than the first to
 * one provider by name.
 */
export type Algorithms = 'current' | 'with-cbc' | 'old'

const SIGNATURES = [
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
  'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1',
]
const DIGESTS = ['http://www.w3.org/2001/04/xmlenc#sha256', 'http://www.w3.org/2001/04/xmlenc#sha512']
const CIPHERS = [
  'http://www.w3.org/2009/xmlenc11#aes128-gcm',
  'http://www.w3.org/2009/xmlenc11#aes192-gcm',
  'http://www.w3.org/2009/xmlenc11#aes256-gcm',
]

const WITH_CBC = [
  ...CIPHERS,
  'http://www.w3.org/2001/04/xmlenc#aes128-cbc',
  'http://www.w3.org/2001/04/xmlenc#aes192-cbc',
  'http://www.w3.org/2001/04/xmlenc#aes256-cbc',
]

const CURRENT = { signatures: SIGNATURES, digests: DIGESTS, ciphers: CIPHERS, leastBits: 2048 }

const BELIEVED = {
  current: CURRENT,
  'with-cbc': { ...CURRENT, ciphers: WITH_CBC },
  old: {
    signatures: [...SIGNATURES, 'http://www.w3.org/2000/09/xmldsig#rsa-sha1'],
    digests: [...DIGESTS, 'http://www.w3.org/2000/09/xmldsig#sha1'],
    ciphers: WITH_CBC,
    leastBits: 1024,
  },
} as const satisfies Record<Algorithms, object>

export const believed = (algorithms: Algorithms) => BELIEVED[algorithms]

/** RSA-OAEP with MGF1 and SHA-1: the one way of handing over a key that all providers and our library share. */
export const KEY_TRANSPORT = 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p'
export const KEY_TRANSPORT_DIGEST = 'http://www.w3.org/2000/09/xmldsig#sha1'
