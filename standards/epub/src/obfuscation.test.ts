import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { mask, readResource } from './obfuscation.ts'
import { packageOf } from './samples/books.ts'

const FONT = Uint8Array.from({ length: 3000 }, (_, at) => (at * 7) & 0xff)
const UUID = '0f0e0d0c-0b0a-0908-0706-050403020100'

const bookWith = (algorithm: string, bytes: Uint8Array) =>
  packageOf({
    metadata: `<dc:identifier>urn:uuid:${UUID}</dc:identifier>`,
    files: {
      'EPUB/f.otf': bytes,
      'META-INF/encryption.xml': `<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData><e:EncryptionMethod Algorithm="${algorithm}"/><e:CipherData><e:CipherReference URI="EPUB/f.otf"/></e:CipherData></e:EncryptedData></encryption>`,
    },
  })

describe('readResource', () => {
  it('makes a font plain that the IDPF method obfuscated', async () => {
    const key = createHash('sha1').update('urn:isbn:9780000000002').digest()
    const book = await bookWith('http://www.idpf.org/2008/embedding', mask(FONT, key, 1040))
    assert.deepEqual(readResource(book, 'EPUB/f.otf'), { ok: true, value: FONT })
  })

  it('makes a font plain that Adobe’s method obfuscated, by the UUID wherever it stands', async () => {
    const key = Buffer.from(UUID.replaceAll('-', ''), 'hex')
    const book = await bookWith('http://ns.adobe.com/pdf/enc#RC', mask(FONT, key, 1024))
    assert.deepEqual(readResource(book, 'EPUB/f.otf'), { ok: true, value: FONT })
  })

  it('refuses what is truly encrypted, with the name of the method', async () => {
    const book = await bookWith('http://www.w3.org/2001/04/xmlenc#aes128-cbc', FONT)
    const read = readResource(book, 'EPUB/f.otf')
    assert.match(read.ok ? '' : read.error.message, /aes128-cbc/)
  })

  it('gives any other file as it is', async () => {
    const read = readResource(await packageOf(), 'EPUB/one.xhtml')
    assert.ok(read.ok && new TextDecoder().decode(read.value).includes('First.'))
  })

  it('undoes itself', () => {
    const key = fc.uint8Array({ minLength: 1, maxLength: 20 })
    void fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), key, fc.nat({ max: 80 }), (bytes, by, length) => {
        assert.deepEqual(mask(mask(bytes, by, length), by, length), bytes)
      }),
    )
  })
})
