import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { alarmOf, type CloudScene, withCloud } from '../connections/testing/cloud-scene.fixture.ts'
import { driveCloud } from './cloud.ts'
import { openGoogleDrive } from './open-google-drive.ts'
import { type DriveDouble, GOOGLE_CLIENT, openDriveDouble, type StoredFile } from './testing/drive-double.ts'

type Scene = CloudScene & { readonly there: DriveDouble }

const FOLDER = { name: 'Aldine Books', property: 'folder' }

async function withDrive(use: (scene: Scene) => Promise<void>, size?: number): Promise<void> {
  const there = await openDriveDouble()
  const settings = {
    ...{ clientId: GOOGLE_CLIENT.id, clientSecret: GOOGLE_CLIENT.secret, apiBase: there.origin },
  }
  const cloud = driveCloud(settings)
  const open = (deps: CloudScene['deps']) => openGoogleDrive(deps, settings, FOLDER)
  try {
    await withCloud({ name: 'google-drive', cloud, open }, size === undefined ? {} : { size }, (scene) =>
      use({ ...scene, there }),
    )
  } finally {
    await there.close()
  }
}

const filesIn = (there: DriveDouble): readonly StoredFile[] =>
  [...there.files.values()].filter(({ appProperties }) => appProperties.chapterhouse === 'delivery')

const foldersIn = (there: DriveDouble): readonly StoredFile[] =>
  [...there.files.values()].filter(({ appProperties }) => appProperties.chapterhouse === 'folder')

/** One file, the right one, in our folder. */
function assertOnce({ there, bytes, file }: Scene): void {
  const [stored, ...more] = filesIn(there)
  assert.ok(stored)
  assert.ok(stored.data.equals(bytes))
  assert.equal(stored.name, file.fileName)
  assert.equal(more.length, 0)
  assert.ok(foldersIn(there).some(({ id }) => stored.parents.includes(id)))
}

const busy = (status: number, reason: string) => ({
  kind: 'answer' as const,
  answer: { status, body: { error: { code: status, message: reason, errors: [{ reason }] } } },
})

const PUT = /^PUT/

describe('saving to Google Drive', () => {
  it('sends a file in parts into a folder of ours', () =>
    withDrive(async (scene) => {
      const done = await scene.hand()
      assert.ok(done.kind === 'saved')
      assert.match(done.remote ?? '', /^https:\/\/drive\.google\.com\/file\/d\//)
      assertOnce(scene)
      assert.deepEqual(scene.written.sent, [0, 0, 262_144, 524_288, 786_432, 786_432])
      assert.equal(foldersIn(scene.there)[0]?.name, 'Aldine Books')
    }))

  it('writes down no address that is a permission by itself', () =>
    withDrive(async (scene) => {
      assert.equal(await scene.handUntilKilled(3, 'after'), null)
      const written = JSON.stringify(scene.written.checkpoint)
      assert.match(written, /"session":"k1\./)
      assert.doesNotMatch(written, /upload_id|http/)
    }))

  it('asks for no reply that was lost twice: of one id there is one file', async () => {
    for (const lost of [/generateIds/, /POST \/drive\/v3\/files/, /POST \/upload/, PUT])
      await withDrive(async (scene) => {
        scene.there.fail({ match: lost, wrong: { kind: 'lost-reply' } })
        assert.deepEqual(scene.told(await scene.hand()), {
          ...{ state: 'retrying', again: 'by itself', advice: null },
          sentence:
            'Google Drive does not answer at the moment. We try again by ourselves, and go on where we were.',
        })
        assert.equal((await scene.hand()).kind, 'saved', String(lost))
        assertOnce(scene)
        assert.equal(foldersIn(scene.there).length, 1, String(lost))
      })
  })

  it('knows that the last reply was the one that was lost', () =>
    withDrive(async (scene) => {
      scene.there.fail({ match: PUT, wrong: { kind: 'lost-reply' }, spared: 3 })
      assert.equal((await scene.hand()).kind, 'retry-later')
      scene.there.log.length = 0
      assert.equal((await scene.hand()).kind, 'saved')
      assert.deepEqual(
        scene.there.log.map((line) => line.replace(/files\/\w.*/, 'files/ID')),
        ['GET /drive/v3/files/ID'],
      )
      assertOnce(scene)
    }))

  it('goes on after a body was cut off, from what Google kept of it', () =>
    withDrive(async (scene) => {
      scene.there.fail({ match: PUT, wrong: { kind: 'cut', after: 100_000 } })
      assert.equal((await scene.hand()).kind, 'retry-later')
      assert.equal((await scene.hand()).kind, 'saved')
      assertOnce(scene)
    }))

  it('waits when Google asks us to slow down, as long as it says', () =>
    withDrive(async (scene) => {
      const later = { kind: 'answer', answer: { status: 429, headers: { 'retry-after': '60' } } } as const
      for (const wrong of [
        busy(403, 'userRateLimitExceeded'),
        busy(403, 'rateLimitExceeded'),
        later,
      ] as const) {
        scene.there.fail({ match: PUT, wrong })
        const outcome = await scene.hand()
        assert.equal(outcome.kind === 'retry-later' && outcome.when !== null, wrong === later)
        const { sentence, again } = scene.told(outcome)
        assert.equal(sentence, 'Google Drive asked us to slow down. We try again by ourselves.')
        assert.equal(again, 'by itself')
      }
      assert.equal((await scene.hand()).kind, 'saved')
      assertOnce(scene)
    }))

  it('tries again by itself when Google is away', () =>
    withDrive(async (scene) => {
      for (const match of [/generateIds/, /POST \/upload/, PUT]) {
        scene.there.fail({ match, wrong: { kind: 'answer', answer: { status: 500, body: 'x' } } })
        assert.equal(scene.told(await scene.hand()).again, 'by itself')
      }
      assert.equal((await scene.hand()).kind, 'saved')
      assertOnce(scene)
    }))

  it('renews a token that is too old, and says nothing of it', () =>
    withDrive(async (scene) => {
      scene.there.expireAccess()
      assert.equal((await scene.hand()).kind, 'saved')
      assertOnce(scene)
      assert.equal(scene.there.log.filter((line) => line === 'POST /token 200').length, 2)
    }))

  it('waits for its reader when the permission was taken back, and goes on from there', () =>
    withDrive(async (scene) => {
      scene.there.fail({ match: /POST \/upload/, wrong: { kind: 'answer', answer: { status: 500 } } })
      assert.equal((await scene.hand()).kind, 'retry-later')
      scene.there.revokeAll()
      const told = scene.told(await scene.hand())
      assert.equal(told.state, 'waiting-for-reader')
      assert.equal(
        told.sentence,
        'It waits: the permission to save in your Google Drive has ended. Connect it again.',
      )
      assert.match(told.advice ?? '', /href="\/connections\/google-drive\/connect\?delivery=d{16}"/)
      assert.equal(await scene.connect(), scene.target)
      assert.equal((await scene.hand()).kind, 'saved')
      assertOnce(scene)
    }))

  it('waits for its reader when Google says that the permission is too small', () =>
    withDrive(async (scene) => {
      scene.there.fail({ match: /generateIds/, wrong: busy(403, 'insufficientPermissions') })
      const told = scene.told(await scene.hand())
      assert.equal(told.state, 'waiting-for-reader')
      assert.match(told.sentence ?? '', /leave the box for saving files ticked/)
    }))

  it('begins anew, with the same id, when its session is too old', () =>
    withDrive(async (scene) => {
      assert.equal(await scene.handUntilKilled(4, 'after'), null)
      const { id } = scene.written.checkpoint ?? {}
      scene.there.sessions.clear()
      assert.equal((await scene.hand()).kind, 'saved')
      assertOnce(scene)
      assert.equal(filesIn(scene.there)[0]?.id, id)
    }))

  it('says how much room it needs where there is none, and goes on when asked', () =>
    withDrive(async (scene) => {
      scene.there.room.bytes = 1000
      const told = scene.told(await scene.hand())
      assert.equal(told.state, 'failed')
      assert.equal(told.again, 'when asked')
      assert.equal(told.sentence, 'Your Google Drive is full.')
      assert.match(told.advice ?? '', /needs 900 kB\. Make room/)
      scene.there.room.bytes = 10_000_000
      assert.equal((await scene.hand()).kind, 'saved')
      assertOnce(scene)
    }))

  it('makes its folder once, finds it again after all was forgotten, and makes it anew when it is gone', () =>
    withDrive(async (scene) => {
      const again = async () => {
        scene.forget()
        for (const { id } of filesIn(scene.there)) scene.there.files.delete(id)
        assert.equal((await scene.hand()).kind, 'saved')
        assertOnce(scene)
      }
      await again()
      await again()
      assert.equal(foldersIn(scene.there).length, 1)
      await scene.connect() // Whose Drive it is was not said: it may be another.
      await again()
      assert.equal(foldersIn(scene.there).length, 1)
      for (const folder of foldersIn(scene.there)) folder.trashed = true
      await again()
      assert.equal(foldersIn(scene.there).length, 2)
      for (const { id } of foldersIn(scene.there)) scene.there.files.delete(id)
      await again()
      assert.equal(foldersIn(scene.there).length, 1)
    }))

  it('sends what arrived damaged once more, and then gives up without leaving it there', () =>
    withDrive(async (scene) => {
      scene.there.damage.times = 1
      assert.equal((await scene.hand()).kind, 'saved')
      assertOnce(scene)
      scene.forget()
      for (const { id } of filesIn(scene.there)) scene.there.files.delete(id)
      scene.there.damage.times = 9
      const told = scene.told(await scene.hand())
      assert.match(told.sentence ?? '', /damaged twice/)
      assert.equal(told.state, 'failed')
      assert.equal(filesIn(scene.there).length, 0)
    }))

  it('sends new bytes from the beginning when the book has changed meanwhile', () =>
    withDrive(async (scene) => {
      assert.equal(await scene.handUntilKilled(4, 'after'), null)
      scene.written.checkpoint = { ...scene.written.checkpoint, sha256: 'of another version' }
      assert.equal((await scene.hand()).kind, 'saved')
      assertOnce(scene)
    }))

  it('loses only a session, and no file, when its keys were changed', () =>
    withDrive(async (scene) => {
      assert.equal(await scene.handUntilKilled(4, 'after'), null)
      scene.written.checkpoint = { ...scene.written.checkpoint, session: 'k9.AAAAAAAAAAAAAAAA.AAAA' }
      assert.equal((await scene.hand()).kind, 'saved')
      assertOnce(scene)
    }))

  it('asks its reader to connect again, and tells staff, when what was entrusted to us cannot be read', () =>
    withDrive(async (scene) => {
      const told = scene.told(await scene.handUnder('another secret of this site, long enough'))
      assert.deepEqual([told.state, told.again], ['waiting-for-reader', 'when connected'])
      assert.equal(
        told.sentence,
        'It waits: the permission you gave can no longer be read here. Connect Google Drive again.',
      )
      assert.match((await alarmOf(scene)) ?? '', /SECRET_KEY is another one than before/)
      await scene.connect()
      assert.equal((await scene.hand()).kind, 'saved')
      assertOnce(scene)
      assert.equal(await alarmOf(scene), null)
    }))

  it('is taken up by another worker wherever the first one was killed', () =>
    withDrive(async (scene) => {
      for (let note = 1; note <= 6; note += 1)
        for (const when of ['before', 'after'] as const) {
          scene.forget()
          for (const { id } of filesIn(scene.there)) scene.there.files.delete(id)
          const killed = await scene.handUntilKilled(note, when)
          if (killed === null) assert.equal((await scene.hand()).kind, 'saved', `${note} ${when}`)
          assertOnce(scene)
        }
      assert.equal(foldersIn(scene.there).length, 1)
    }))
})
