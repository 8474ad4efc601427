import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import { bytesUpload, Dropbox, DropboxAuth, DropboxFileUploader } from 'dropbox'
import { DROPBOX_CLIENT, type DropboxDouble, doubleHash, openDropboxDouble } from './dropbox-double.ts'

const SCOPES = ['account_info.read', 'files.content.write', 'files.metadata.read']
const BACK = 'https://books.example.org/return'

/** Dropbox's own SDK, which knows Dropbox's addresses alone: its requests are led to the double. */
async function withSdk(
  use: (sdk: { dropbox: Dropbox; auth: DropboxAuth; double: DropboxDouble }) => Promise<void>,
): Promise<void> {
  const double = await openDropboxDouble()
  const toDouble = (address: string): string => {
    const url = new URL(address)
    assert.match(url.host, /^(www\.|api\.|content\.)?dropbox(api)?\.com$/)
    return `${double.origin}${url.pathname}${url.search}`
  }
  const led: typeof fetch = (address, options) => fetch(toDouble(String(address)), options)
  try {
    const auth = new DropboxAuth({ clientId: DROPBOX_CLIENT.id, fetch: led })
    const asked = await auth.getAuthenticationUrl(BACK, 'st4te', 'code', 'offline', SCOPES, 'none', true)
    const consent = await fetch(toDouble(String(asked)), { redirect: 'manual' })
    const back = new URL(consent.headers.get('location') ?? '')
    assert.equal(back.searchParams.get('state'), 'st4te')
    const { result } = await auth.getAccessTokenFromCode(BACK, back.searchParams.get('code') ?? '')
    assert.ok('access_token' in result && 'refresh_token' in result)
    auth.setAccessToken(String(result.access_token))
    auth.setRefreshToken(String(result.refresh_token))
    // It is to find out by itself that this one is too old.
    auth.setAccessTokenExpiresAt(new Date(Date.now() - 1000))
    await use({ dropbox: new Dropbox({ auth, fetch: led }), auth, double })
  } finally {
    await double.close()
  }
}

const faultOf = async (asked: Promise<unknown>): Promise<string> => {
  const error: unknown = await asked.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  assert.ok(error instanceof Error && 'error' in error, 'it went well')
  return JSON.stringify(error.error)
}

describe('the double of Dropbox, asked by Dropbox’s own SDK', () => {
  it('takes a code with PKCE, renews a token, and saves a file', () =>
    withSdk(async ({ dropbox, double }) => {
      const contents = randomBytes(300_000)
      const { result } = await dropbox.filesUpload({ path: '/A chapter – é.epub', contents })
      assert.equal(result.content_hash, doubleHash(contents))
      assert.equal(double.log.filter((line) => line.startsWith('POST /oauth2/token 200')).length, 2)
      assert.ok(double.files.get('/a chapter – é.epub')?.data.equals(contents))
      const found = await dropbox.filesGetMetadata({ path: '/A chapter – é.epub' })
      assert.equal(found.result['.tag'], 'file')
      assert.match(await faultOf(dropbox.filesGetMetadata({ path: '/another' })), /not_found/)
    }))

  it('takes a large file in parts, through a lost reply and an overload', () =>
    withSdk(async ({ dropbox, double }) => {
      const bytes = randomBytes(9 * 1024 * 1024 + 777)
      double.fail({ match: /append_v2/, wrong: { kind: 'lost-reply' } })
      double.fail({ match: /append_v2/, wrong: { kind: 'answer', answer: { status: 503, body: 'down' } } })
      const uploader = new DropboxFileUploader(dropbox, { retryDelay: 1 })
      const { metadata } = await uploader.upload(bytesUpload(bytes), { path: '/book.epub' })
      assert.equal(metadata.content_hash, doubleHash(bytes))
      assert.equal(double.pending(), 0)
    }))

  it('knows the same bytes again, and lets nothing be written over', () =>
    withSdk(async ({ dropbox, double }) => {
      const contents = Buffer.from('words')
      await dropbox.filesUpload({ path: '/x.epub', contents })
      await dropbox.filesUpload({ path: '/X.epub', contents })
      assert.equal(double.files.size, 1)
      assert.match(
        await faultOf(dropbox.filesUpload({ path: '/x.epub', contents: Buffer.from('others') })),
        /"conflict"/,
      )
      double.room.bytes = 8
      assert.match(await faultOf(dropbox.filesUpload({ path: '/y.epub', contents })), /"insufficient_space"/)
    }))

  it('takes a permission back', () =>
    withSdk(async ({ dropbox, double }) => {
      await dropbox.authTokenRevoke()
      assert.equal(double.grants(), 0)
      assert.match(await faultOf(dropbox.usersGetCurrentAccount()), /invalid_access_token/)
    }))
})
