import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { beginJob, shelveParcel, sweepFiles, sweepJobs, whileShelving } from '#catalogue'
import { sampleBook, sampleEpub } from './sample-parcels.fixture.ts'
import { type TestPlace, withWorkplace } from './workplace.fixture.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

async function kept({ files }: TestPlace): Promise<string[]> {
  const names = []
  for await (const name of files.list()) names.push(name)
  return names.sort()
}

/** As a killed process leaves it: files of its job kept, no row. */
async function leave(place: TestPlace, name: string, text: string): Promise<void> {
  const folder = join(place.jobsFolder, name)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, sha256(text)), text)
  await place.files.keep(sha256(text), join(folder, sha256(text)))
}

const DEAD = `${hostname()}.${2 ** 22 + 1}.0123456789ab.abcdefabcdef`

describe('clearing up', () => {
  it('removes what a killed process kept and no row names, and nothing that a book needs', () =>
    withWorkplace(async (place) => {
      const path = join(place.folder, 'book.epub')
      await writeFile(path, sampleEpub(sampleBook('Ada')))
      await shelveParcel(place, path, { press: 'house', openness: 'open', dryRun: false })
      const needed = await kept(place)
      await leave(place, DEAD, 'half a book')
      assert.equal((await kept(place)).length, needed.length + 1)
      assert.deepEqual(await sweepJobs(place, new Date()), { jobs: 1, files: 1 })
      assert.deepEqual(await kept(place), needed)
      assert.deepEqual(await readdir(place.jobsFolder), [])
      assert.equal(await sweepFiles(place), 0)
    }))

  it('leaves alone the jobs of those who live, and takes those that were abandoned', () =>
    withWorkplace(async (place) => {
      const mine = await beginJob(place.jobsFolder)
      await leave(place, `${hostname()}.${process.ppid}.0123456789ab.abcdefabcdef`, 'of a neighbour')
      await leave(place, `elsewhere.77.0123456789ab.abcdefabcdef`, 'of another machine')
      const broken = await beginJob(place.jobsFolder)
      await broken.abandon()
      assert.equal((await sweepJobs(place, new Date())).jobs, 1)
      assert.equal((await readdir(place.jobsFolder)).length, 3)
      await mine.finish()
      assert.equal((await sweepJobs(place, new Date(Date.now() + 2 * 86_400_000))).jobs, 2)
    }))

  it('takes a job of an earlier process of our number for dead', () =>
    withWorkplace(async (place) => {
      await leave(place, `${hostname()}.${process.pid}.0123456789ab.abcdefabcdef`, 'of an earlier container')
      assert.deepEqual(await sweepJobs(place, new Date()), { jobs: 1, files: 1 })
    }))

  it('waits while somebody is between files and rows', () =>
    withWorkplace(async (place) => {
      await leave(place, DEAD, 'half a book')
      await whileShelving(place.pool, async () => {
        assert.deepEqual(await sweepJobs(place, new Date()), { jobs: 0, files: 0 })
      })
      assert.deepEqual(await sweepJobs(place, new Date()), { jobs: 1, files: 1 })
    }))
})
