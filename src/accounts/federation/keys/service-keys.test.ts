import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { openSecrets } from '../secrets.ts'
import { addServiceKey, dropOldServiceKeys, openServiceKeys, useNewestServiceKey } from './service-keys.ts'

describe('the keys of our own', () => {
  let dataDir = ''
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'keys-'))
  })
  after(() => rm(dataDir, { recursive: true }))
  const secretKey = 'a secret of thirty-two letters and more'
  const day = (n: number) => new Date(Date.UTC(2026, 2, n, 12))

  it('are made once, kept sealed, and read again', async () => {
    const folder = { dataDir, secretKey }
    const made = await openServiceKeys(folder, day(1))
    const again = await openServiceKeys(folder, day(2))
    assert.equal(made.all.length, 1)
    assert.equal(again.signing.certificate, made.signing.certificate)
    const path = join(dataDir, 'federation', 'keys')
    for (const file of await readdir(path)) {
      assert.equal((await stat(join(path, file))).mode & 0o077, 0)
      assert.doesNotMatch(await readFile(join(path, file), 'utf8'), /BEGIN (RSA )?PRIVATE KEY/)
    }
    await assert.rejects(openServiceKeys({ dataDir, secretKey: `${secretKey}!` }, day(2)))
  })

  it('have certificates that the world can read', async () => {
    const { signing } = await openServiceKeys({ dataDir, secretKey }, day(2))
    const certificate = new X509Certificate(Buffer.from(signing.certificate, 'base64'))
    assert.equal(certificate.subject, 'CN=Chapterhouse')
    assert.ok(certificate.verify(certificate.publicKey))
    assert.ok(certificate.checkPrivateKey(signing.privateKey))
    assert.equal(certificate.publicKey.asymmetricKeyDetails?.modulusLength, 3072)
    assert.equal(new Date(certificate.validFrom).toISOString().slice(0, 10), '2026-02-28')
    assert.equal(new Date(certificate.validTo).getUTCFullYear(), 2046)
  })

  it('change in three steps, and what is encrypted to the old one can be read meanwhile', async () => {
    const folder = { dataDir, secretKey }
    const before = await openServiceKeys(folder, day(3))
    const next = await addServiceKey(folder, day(3))
    const both = await openServiceKeys(folder, day(3))
    assert.equal(both.signing.name, before.signing.name)
    assert.deepEqual(
      both.all.map(({ name }) => name),
      [before.signing.name, next],
    )
    assert.equal(await useNewestServiceKey(folder), next)
    const changed = await openServiceKeys(folder, day(4))
    assert.equal(changed.signing.name, next)
    assert.equal(changed.all.length, 2)
    assert.deepEqual(await dropOldServiceKeys(folder, day(5)), [before.signing.name])
    assert.deepEqual(
      (await openServiceKeys(folder, day(5))).all.map(({ name }) => name),
      [next],
    )
  })
})

describe('what is sealed', () => {
  it('opens with the same key and unchanged, and with no other', () => {
    const [one, two] = [openSecrets('one'.repeat(12)), openSecrets('two'.repeat(12))]
    const sealed = one.seal('words')
    assert.notEqual(sealed, one.seal('words'))
    assert.equal(one.unseal(sealed), 'words')
    assert.equal(two.unseal(sealed), null)
    assert.equal(one.unseal(`${sealed.slice(0, -2)}AA`), null)
    assert.equal(one.unseal(''), null)
    assert.notEqual(one.pseudonym('a', 'b'), two.pseudonym('a', 'b'))
    assert.notEqual(one.pseudonym('a', 'b'), one.pseudonym('ab', ''))
  })
})
