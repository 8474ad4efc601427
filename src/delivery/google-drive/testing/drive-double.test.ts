import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { describe, it } from 'node:test'
import { drive, type drive_v3 } from '@googleapis/drive'
import { CodeChallengeMethod, OAuth2Client } from 'google-auth-library'
import { type DriveDouble, GOOGLE_CLIENT, openDriveDouble } from './drive-double.ts'

const SCOPE = 'https://www.googleapis.com/auth/drive.file'

/** Google's own clients. Of where to ask they are told twice: for uploads the first telling is not heard. */
async function withClients(
  use: (clients: {
    files: drive_v3.Resource$Files
    rootUrl: string
    oauth: OAuth2Client
    double: DriveDouble
  }) => Promise<void>,
): Promise<void> {
  const double = await openDriveDouble()
  try {
    const oauth = new OAuth2Client({
      clientId: GOOGLE_CLIENT.id,
      clientSecret: GOOGLE_CLIENT.secret,
      redirectUri: 'https://books.example.org/return',
      forceRefreshOnFailure: true,
      endpoints: {
        oauth2AuthBaseUrl: `${double.origin}/o/oauth2/v2/auth`,
        oauth2TokenUrl: `${double.origin}/token`,
        oauth2RevokeUrl: `${double.origin}/revoke`,
      },
    })
    const { codeVerifier, codeChallenge } = await oauth.generateCodeVerifierAsync()
    const asked = oauth.generateAuthUrl({
      ...{ access_type: 'offline', prompt: 'consent', scope: [SCOPE], state: 's' },
      code_challenge_method: CodeChallengeMethod.S256,
      code_challenge: codeChallenge ?? '',
    })
    const consent = await fetch(asked, { redirect: 'manual' })
    const code = new URL(consent.headers.get('location') ?? '').searchParams.get('code') ?? ''
    const { tokens } = await oauth.getToken({ code, codeVerifier })
    assert.ok(tokens.refresh_token)
    oauth.setCredentials(tokens)
    const rootUrl = `${double.origin}/`
    await use({ files: drive({ version: 'v3', auth: oauth, rootUrl }).files, rootUrl, oauth, double })
  } finally {
    await double.close()
  }
}

const statusOf = (error: unknown): unknown =>
  error instanceof Error && 'status' in error ? error.status : null

describe('the double of Google Drive, asked by Google’s own clients', () => {
  it('takes a file with an id that was made before, and only once', () =>
    withClients(async ({ files, rootUrl, double }) => {
      const bytes = randomBytes(200_000)
      const ids = await files.generateIds({ count: 1, space: 'drive' }, { rootUrl })
      const id = ids.data.ids?.[0] ?? ''
      const create = () =>
        files.create(
          {
            requestBody: { id, name: 'm.epub', appProperties: { chapterhouse: 'delivery' } },
            media: { mimeType: 'application/epub+zip', body: Readable.from(bytes) },
            fields: 'id,size,md5Checksum',
          },
          { rootUrl },
        )
      const made = await create()
      assert.equal(made.data.id, id)
      assert.equal(made.data.md5Checksum, createHash('md5').update(bytes).digest('hex'))
      assert.ok(double.files.get(id)?.data.equals(bytes))
      await assert.rejects(create(), (error) => statusOf(error) === 409)
      assert.equal(double.files.size, 1)
    }))

  it('answers with four fields unless others are asked for, and renews a token that is too old', () =>
    withClients(async ({ files, rootUrl, double }) => {
      const made = await files.create({ requestBody: { name: 'Chapterhouse' } }, { rootUrl })
      assert.deepEqual(Object.keys(made.data).sort(), ['id', 'kind', 'mimeType', 'name'])
      double.expireAccess()
      const found = await files.get({ fileId: made.data.id ?? '', fields: 'id,trashed' }, { rootUrl })
      assert.deepEqual(found.data, { id: made.data.id, trashed: false })
      assert.equal(double.log.filter((line) => line === 'POST /token 200').length, 2)
    }))

  it('refuses what does not fit, and what is to go where nothing is', () =>
    withClients(async ({ files, rootUrl, double }) => {
      const into = (parents: readonly string[]) =>
        files.create({ requestBody: { name: 'x', parents: [...parents] } }, { rootUrl })
      await assert.rejects(into(['1nowhere']), (error) => statusOf(error) === 404)
      double.room.bytes = 5
      const media = { mimeType: 'text/plain', body: Readable.from(Buffer.alloc(10)) }
      await assert.rejects(
        files.create({ requestBody: { name: 'x' }, media }, { rootUrl }),
        /storage quota has been exceeded/,
      )
    }))

  it('takes a permission back', () =>
    withClients(async ({ files, rootUrl, oauth, double }) => {
      await oauth.revokeToken(oauth.credentials.refresh_token ?? '')
      assert.equal(double.grants(), 0)
      oauth.credentials.expiry_date = 1
      await assert.rejects(files.get({ fileId: 'x' }, { rootUrl }), /invalid_grant/)
    }))
})
