import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { dropboxCloud } from '../dropbox/cloud.ts'
import { openDropbox } from '../dropbox/open-dropbox.ts'
import { DROPBOX_CLIENT, openDropboxDouble } from '../dropbox/testing/dropbox-double.ts'
import { driveCloud } from '../google-drive/cloud.ts'
import { openGoogleDrive } from '../google-drive/open-google-drive.ts'
import { GOOGLE_CLIENT, openDriveDouble } from '../google-drive/testing/drive-double.ts'
import { type CloudScene, withCloud } from './testing/cloud-scene.fixture.ts'
import type { FaultyServer, Wrong } from './testing/faulty-server.ts'

/** What befalls one attempt: the server does something wrong at its nth request, and the worker dies at its nth note. */
const wrong: fc.Arbitrary<Wrong> = fc.constantFrom(
  { kind: 'lost-reply' },
  { kind: 'drop' },
  { kind: 'cut', after: 1000 },
  { kind: 'answer', answer: { status: 503, body: 'busy' } },
  { kind: 'answer', answer: { status: 429, headers: { 'retry-after': '1' } } },
)
const misfortune = fc.record({
  wrongs: fc.array(wrong, { maxLength: 3 }),
  spared: fc.nat({ max: 9 }),
  killedAt: fc.option(
    fc.record({ note: fc.integer({ min: 1, max: 7 }), when: fc.constantFrom('before', 'after') }),
  ),
})
const life = fc.array(misfortune, { maxLength: 4 })

async function live(
  scene: CloudScene,
  there: FaultyServer,
  misfortunes: readonly {
    readonly wrongs: readonly Wrong[]
    readonly spared: number
    readonly killedAt: { readonly note: number; readonly when: 'before' | 'after' } | null
  }[],
): Promise<void> {
  scene.forget()
  for (const one of misfortunes) {
    for (const [i, wrong] of one.wrongs.entries())
      there.fail({ match: /./, wrong, spared: i === 0 ? one.spared : 0 })
    if (one.killedAt === null) await scene.hand()
    else await scene.handUntilKilled(one.killedAt.note, one.killedAt.when)
    there.forgive()
  }
  assert.equal((await scene.hand()).kind, 'saved')
}

const RUNS = { numRuns: 25, endOnFailure: false }

describe('whatever goes wrong, and whenever a worker is killed', () => {
  it('there is exactly one file in the Dropbox, and it is the right one', async () => {
    const there = await openDropboxDouble()
    const settings = {
      clientId: DROPBOX_CLIENT.id,
      clientSecret: DROPBOX_CLIENT.secret,
      apiBase: there.origin,
    }
    const side = {
      ...({ name: 'dropbox', cloud: dropboxCloud(settings) } as const),
      open: (deps: CloudScene['deps']) => openDropbox(deps, settings),
    }
    await withCloud(side, {}, (scene) =>
      fc.assert(
        fc.asyncProperty(life, async (misfortunes) => {
          there.files.clear()
          await live(scene, there, misfortunes)
          assert.deepEqual(
            [...there.files.values()].map(({ data }) => data.equals(scene.bytes)),
            [true],
          )
        }),
        RUNS,
      ),
    ).finally(() => there.close())
  })

  it('there is exactly one file in the Google Drive, and it is the right one', async () => {
    const there = await openDriveDouble()
    const settings = { clientId: GOOGLE_CLIENT.id, clientSecret: GOOGLE_CLIENT.secret, apiBase: there.origin }
    const side = {
      ...({ name: 'google-drive', cloud: driveCloud(settings) } as const),
      open: (deps: CloudScene['deps']) =>
        openGoogleDrive(deps, settings, { name: 'Aldine', property: 'folder' }),
    }
    await withCloud(side, {}, (scene) =>
      fc.assert(
        fc.asyncProperty(life, async (misfortunes) => {
          there.files.clear()
          await live(scene, there, misfortunes)
          const files = [...there.files.values()].filter(({ data }) => data.length > 0)
          assert.deepEqual(
            files.map(({ data }) => data.equals(scene.bytes)),
            [true],
          )
          assert.equal(there.files.size, 2, 'and one folder')
        }),
        RUNS,
      ),
    ).finally(() => there.close())
  })
})
