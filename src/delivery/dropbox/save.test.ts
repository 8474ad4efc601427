import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { alarmOf, type CloudScene, withCloud } from '../connections/testing/cloud-scene.fixture.ts'
import { dropboxCloud } from './cloud.ts'
import { contentHash, contentHashOf } from './content-hash.ts'
import { openDropbox } from './open-dropbox.ts'
import {
  DROPBOX_CLIENT,
  type DropboxDouble,
  doubleHash,
  openDropboxDouble,
} from './testing/dropbox-double.ts'
import { toDropboxName } from './to-dropbox-name.ts'

type Scene = CloudScene & { readonly there: DropboxDouble }

async function withDropbox(use: (scene: Scene) => Promise<void>, size?: number): Promise<void> {
  const there = await openDropboxDouble()
  const settings = {
    ...{ clientId: DROPBOX_CLIENT.id, clientSecret: DROPBOX_CLIENT.secret, apiBase: there.origin },
  }
  const cloud = dropboxCloud(settings)
  const open = (deps: CloudScene['deps']) => openDropbox(deps, settings)
  try {
    await withCloud({ name: 'dropbox', cloud, open }, size === undefined ? {} : { size }, (scene) =>
      use({ ...scene, there }),
    )
  } finally {
    await there.close()
  }
}

/** One file, the right one, and the delivery knows it. */
function assertOnce({ there, bytes, file }: Scene, name = file.fileName): void {
  assert.deepEqual(
    [...there.files.values()].filter(({ data }) => data.equals(bytes)).map((stored) => stored.name),
    [name],
  )
}

const SMALL = 5000

describe('saving to Dropbox', () => {
  it('sends a small file with one request, and a large one in parts', () =>
    withDropbox(async (scene) => {
      const done = await scene.hand()
      assert.equal(done.kind, 'saved')
      assertOnce(scene)
      assert.deepEqual(scene.written.sent, [0, 262_144, 524_288, 786_432, 786_432])
      assert.equal(scene.there.log.filter((line) => line.includes('append_v2 200')).length, 3)
    }).then(() =>
      withDropbox(async (scene) => {
        assert.equal((await scene.hand()).kind, 'saved')
        assertOnce(scene)
        assert.deepEqual(
          scene.there.log.filter((line) => line.includes('/2/files/')),
          ['POST /2/files/upload 200'],
        )
      }, SMALL),
    ))

  it('asks for no reply that was lost twice: what is there is looked up, and left alone', async () => {
    for (const [lost, size] of [
      [/files\/upload$/, SMALL],
      [/append_v2/, 900_000],
      [/finish/, 900_000],
      [/start/, 900_000],
    ] as const)
      await withDropbox(async (scene) => {
        scene.there.fail({ match: lost, wrong: { kind: 'lost-reply' } })
        const first = await scene.hand()
        assert.deepEqual(scene.told(first), {
          ...{ state: 'retrying', again: 'by itself', advice: null },
          sentence:
            'Dropbox does not answer at the moment. We try again by ourselves, and go on where we were.',
        })
        assert.equal((await scene.hand()).kind, 'saved', String(lost))
        assertOnce(scene)
        assert.equal(scene.there.files.size, 1)
      }, size)
  })

  it('goes on after a body was cut off, from where it had come', () =>
    withDropbox(async (scene) => {
      scene.there.fail({ match: /append_v2/, wrong: { kind: 'cut', after: 100_000 } })
      assert.equal((await scene.hand()).kind, 'retry-later')
      assert.equal((await scene.hand()).kind, 'saved')
      assertOnce(scene)
      assert.equal(scene.there.log.filter((line) => line.includes('start')).length, 1)
    }))

  it('waits as long as Dropbox says when it asks us to slow down', () =>
    withDropbox(async (scene) => {
      const body = {
        error_summary: 'too_many_requests/..',
        error: { reason: { '.tag': 'too_many_requests' } },
      }
      const answer = { status: 429, headers: { 'retry-after': '300' }, body }
      scene.there.fail({ match: /finish/, wrong: { kind: 'answer', answer } })
      const outcome = await scene.hand()
      assert.ok(outcome.kind === 'retry-later' && outcome.when !== null)
      const wait = outcome.when.getTime() - Date.now()
      assert.ok(wait > 200_000 && wait <= 300_000, String(wait))
      const told = scene.told(outcome)
      assert.equal(told.sentence, 'Dropbox asked us to slow down. We try again by ourselves.')
      assert.equal(told.again, 'by itself')
      assert.equal((await scene.hand()).kind, 'saved')
      assertOnce(scene)
    }))

  it('takes “too many write operations” for the same', () =>
    withDropbox(async (scene) => {
      const error = { '.tag': 'path', reason: { '.tag': 'too_many_write_operations' } }
      const answer = { status: 409, body: { error_summary: 'path/too_many_write_operations/', error } }
      scene.there.fail({ match: /files\/upload$/, wrong: { kind: 'answer', answer } })
      assert.equal(
        scene.told(await scene.hand()).sentence,
        'Dropbox asked us to slow down. We try again by ourselves.',
      )
      assert.equal((await scene.hand()).kind, 'saved')
    }, SMALL))

  it('tries again by itself when Dropbox is away', () =>
    withDropbox(async (scene) => {
      for (const wrong of [
        { kind: 'answer', answer: { status: 502, body: 'bad gateway' } },
        { kind: 'drop' },
      ] as const) {
        scene.there.fail({ match: /start|append|finish/, wrong })
        assert.equal(scene.told(await scene.hand()).again, 'by itself')
      }
      assert.equal((await scene.hand()).kind, 'saved')
      assertOnce(scene)
    }))

  it('renews a token that is too old, and says nothing of it', () =>
    withDropbox(async (scene) => {
      scene.there.expireAccess()
      assert.equal((await scene.hand()).kind, 'saved')
      assertOnce(scene)
      assert.equal(scene.there.log.filter((line) => line === 'POST /oauth2/token 200').length, 2)
    }))

  it('waits for its reader when the permission was taken back, and goes on from there', () =>
    withDropbox(async (scene) => {
      assert.equal(await scene.handUntilKilled(3, 'after'), null)
      scene.there.revokeAll()
      const told = scene.told(await scene.hand())
      assert.equal(told.state, 'waiting-for-reader')
      assert.equal(told.again, 'when connected')
      assert.equal(
        told.sentence,
        'It waits: the permission to save in your Dropbox has ended. Connect it again.',
      )
      assert.match(told.advice ?? '', /href="\/connections\/dropbox\/connect\?delivery=d{16}"/)
      assert.equal(await scene.connect(), scene.target, 'what waits finds its connection again')
      assert.equal((await scene.hand()).kind, 'saved')
      assertOnce(scene)
      assert.equal(scene.there.log.filter((line) => line.includes('start')).length, 1)
    }))

  it('waits for its reader when the app’s permission is too small', () =>
    withDropbox(async (scene) => {
      scene.there.reader.grants = ['files.content.write']
      await scene.connect()
      assert.equal(await scene.handUntilKilled(1, 'after'), null)
      const told = scene.told(await scene.hand())
      assert.equal(told.state, 'waiting-for-reader')
      assert.match(told.sentence ?? '', /permission to save files/)
    }, SMALL))

  it('begins anew when its session is too old', () =>
    withDropbox(async (scene) => {
      assert.equal(await scene.handUntilKilled(3, 'after'), null)
      scene.there.sessions.clear()
      assert.equal((await scene.hand()).kind, 'saved')
      assertOnce(scene)
    }))

  it('says how much room it needs where there is none, and goes on when asked', async () => {
    for (const size of [SMALL, 900_000])
      await withDropbox(async (scene) => {
        scene.there.room.bytes = 1000
        const told = scene.told(await scene.hand())
        assert.equal(told.state, 'failed')
        assert.equal(told.again, 'when asked')
        assert.equal(told.sentence, 'Your Dropbox is full.')
        assert.match(told.advice ?? '', /needs (5|900) kB\. Make room/)
        scene.there.room.bytes = 10_000_000
        assert.equal((await scene.hand()).kind, 'saved')
        assertOnce(scene)
      }, size)
  })

  it('leaves another file of the same name alone, also when the reply was lost', async () => {
    for (const size of [SMALL, 900_000])
      await withDropbox(async (scene) => {
        const { fileName } = scene.file
        const others = Buffer.from('the notes of its reader')
        scene.there.files.set(`/${fileName.toLowerCase()}`, { name: fileName, data: others, rev: '1' })
        // Of two tries to make the file the second one goes through, unheard.
        const answer = { status: 409, body: CONFLICT[size === SMALL ? 'upload' : 'finish'] }
        scene.there.fail({ match: /files\/upload$|finish/, wrong: { kind: 'answer', answer } })
        scene.there.fail({ match: /files\/upload$|finish/, wrong: { kind: 'lost-reply' } })
        assert.equal((await scene.hand()).kind, 'retry-later')
        const done = await scene.hand()
        const second = fileName.replace('.epub', ' (1).epub')
        assert.ok(done.kind === 'saved' && done.fileName === second)
        assert.equal(scene.there.files.size, 2)
        assertOnce(scene, second)
        assert.ok(scene.there.files.get(`/${fileName.toLowerCase()}`)?.data.equals(others))
      }, size)
  })

  it('sends what arrived damaged once more, and then gives up without leaving it there', () =>
    withDropbox(async (scene) => {
      scene.there.damage.times = 1
      assert.equal((await scene.hand()).kind, 'saved')
      assertOnce(scene)
      assert.equal(scene.there.files.size, 1)
    }).then(() =>
      withDropbox(async (scene) => {
        scene.there.damage.times = 9
        const told = scene.told(await scene.hand())
        assert.match(told.sentence ?? '', /damaged twice/)
        assert.equal(told.state, 'failed')
        assert.equal(scene.there.files.size, 0)
      }, SMALL),
    ))

  it('takes the very file that is there already for its own', () =>
    withDropbox(async (scene) => {
      const { fileName } = scene.file
      scene.there.files.set(`/${fileName.toLowerCase()}`, { name: fileName, data: scene.bytes, rev: '1' })
      assert.equal((await scene.hand()).kind, 'saved')
      assert.equal(scene.there.files.size, 1)
    }, SMALL))

  it('sends new bytes from the beginning when the book has changed meanwhile', () =>
    withDropbox(async (scene) => {
      assert.equal(await scene.handUntilKilled(3, 'after'), null)
      scene.written.checkpoint = { ...scene.written.checkpoint, hash: 'of another version' }
      assert.equal((await scene.hand()).kind, 'saved')
      assertOnce(scene)
    }))

  it('asks its reader to connect again, and tells staff, when what was entrusted to us cannot be read', () =>
    withDropbox(async (scene) => {
      const told = scene.told(await scene.handUnder('another secret of this site, long enough'))
      assert.deepEqual([told.state, told.again], ['waiting-for-reader', 'when connected'])
      assert.equal(
        told.sentence,
        'It waits: the permission you gave can no longer be read here. Connect Dropbox again.',
      )
      assert.match((await alarmOf(scene)) ?? '', /SECRET_KEY is another one than before/)
      await scene.connect()
      assert.equal((await scene.hand()).kind, 'saved')
      assertOnce(scene)
      assert.equal(await alarmOf(scene), null)
    }))

  it('is taken up by another worker wherever the first one was killed', () =>
    withDropbox(async (scene) => {
      for (let note = 1; note <= 6; note += 1)
        for (const when of ['before', 'after'] as const) {
          scene.forget()
          scene.there.files.clear()
          const killed = await scene.handUntilKilled(note, when)
          if (killed === null) assert.equal((await scene.hand()).kind, 'saved', `${note} ${when}`)
          assertOnce(scene)
          assert.equal(scene.there.files.size, 1)
        }
    }))
})

const CONFLICT = {
  upload: {
    error_summary: 'path/conflict/file/..',
    error: { '.tag': 'path', reason: { '.tag': 'conflict', conflict: { '.tag': 'file' } } },
  },
  finish: {
    error_summary: 'path/conflict/file/..',
    error: { '.tag': 'path', path: { '.tag': 'conflict', conflict: { '.tag': 'file' } } },
  },
}

describe('a name for Dropbox', () => {
  it('can be written on every computer, and keeps its ending', () => {
    assert.equal(toDropboxName('9781474467230-ch5 Bonn.epub'), '9781474467230-ch5 Bonn.epub')
    assert.equal(toDropboxName('a/b\\c:d*e?"f<g>h|i.epub'), 'a-b-c-d-e--f-g-h-i.epub')
    assert.equal(toDropboxName('con.epub'), 'file con.epub')
    assert.equal(toDropboxName('...  .epub'), 'file.epub')
    assert.equal(toDropboxName('line\r\nbreak\u0000.epub'), 'linebreak.epub')
    assert.equal(toDropboxName('Bonn.epub', 2), 'Bonn (2).epub')
    const long = toDropboxName(`${'é'.repeat(300)}.epub`, 12)
    assert.ok(new TextEncoder().encode(long).length <= 200)
    assert.match(long, /é \(12\)\.epub$/)
  })
})

describe('Dropbox’s sum of a file', () => {
  it('is the same read at once, read in parts, and as the double makes it', () =>
    withDropbox(
      async (scene) => {
        assert.equal(await contentHashOf(scene.file.path), await contentHash(scene.bytes))
        assert.equal(await contentHash(scene.bytes), doubleHash(scene.bytes))
      },
      9 * 1024 * 1024 + 1,
    ))
})
