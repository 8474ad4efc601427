/**
 * Obfuscated fonts, made plain again: by the IDPF's method (EPUB 3.3 §4.3) and by Adobe's, which older tools wrote. The key
 * is the identifier of the book, so this protects nothing; it keeps a font from being lifted out by mistake.
 */
import { createHash } from 'node:crypto'
import { type EpubResult, epubFailure } from './issue.ts'
import type { EpubPackage } from './types.ts'

/** The content of a file as a reader needs it: a font made plain, anything truly encrypted a failure. */
export function readResource(book: EpubPackage, path: string): EpubResult<Uint8Array> {
  const read = book.container.read(path)
  const encrypted = book.encryption.find((resource) => resource.path === path)
  if (!read.ok || encrypted === undefined) return read
  const { uniqueIdentifier, identifiers } = book.metadata
  if (encrypted.method === 'idpf-obfuscation')
    return { ok: true, value: mask(read.value, idpfKey(uniqueIdentifier), 1040) }
  const key =
    encrypted.method === 'adobe-obfuscation'
      ? adobeKey([uniqueIdentifier, ...identifiers.map(({ value }) => value)])
      : null
  return key === null
    ? epubFailure(
        'encryption-is-readable',
        path,
        `This file is encrypted (${encrypted.algorithm || 'no method is named'}), so that it cannot be read. Send the book without encryption.`,
      )
    : { ok: true, value: mask(read.value, key, 1024) }
}

/** The IDPF's method is its own inverse: the same mask hides a font again, under the identifier of another book. */
export const obfuscateFont = (bytes: Uint8Array, identifier: string): Uint8Array =>
  mask(bytes, idpfKey(identifier), 1040)

/** SHA-1 of the unique identifier without its white space (EPUB 3.3 §4.3.3). */
const idpfKey = (identifier: string): Uint8Array =>
  createHash('sha1')
    .update(identifier.replace(/[ \t\r\n]/g, ''), 'utf8')
    .digest()

/** The sixteen bytes of the book's UUID. */
function adobeKey(identifiers: readonly string[]): Uint8Array | null {
  for (const identifier of identifiers) {
    const digits = identifier
      .replace(/^urn:uuid:/i, '')
      .replaceAll('-', '')
      .trim()
    if (/^[0-9a-f]{32}$/i.test(digits)) return Buffer.from(digits, 'hex')
  }
  return null
}

/** The first bytes are combined with the key, over and over; doing it twice undoes it. */
export function mask(bytes: Uint8Array, key: Uint8Array, length: number): Uint8Array {
  const plain = Uint8Array.from(bytes)
  for (let at = 0; at < Math.min(length, plain.length); at += 1)
    plain[at] = (plain[at] ?? 0) ^ (key[at % key.length] ?? 0)
  return plain
}
