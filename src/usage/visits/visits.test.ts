import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { openRobots, ROBOTS_FILE } from './robots.ts'
import { forgetSalts, listOldSalts, openSessionKeys } from './session-keys.ts'
import { openVisits } from './visits.ts'

const NOON = Date.UTC(2026, 10, 23, 12)
const DAY = 86_400_000
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'

const inFolder = async (use: (folder: string) => Promise<void>) => {
  const folder = await mkdtemp(join(tmpdir(), 'chapterhouse-visits-'))
  try {
    await use(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

describe('a session key', () => {
  it('is one reader’s for a day, in every process, and no other’s', () =>
    inFolder(async (folder) => {
      const [one, other] = [openSessionKeys(folder), openSessionKeys(folder)]
      const key = one.keyOf('192.0.2.1\nFirefox', NOON)
      assert.match(key, /^[\w-]{22}$/)
      assert.equal(other.keyOf('192.0.2.1\nFirefox', NOON + 1000), key)
      assert.notEqual(one.keyOf('192.0.2.2\nFirefox', NOON), key)
      assert.notEqual(one.keyOf('192.0.2.1\nFirefox', NOON + DAY), key)
    }))

  it('cannot be made again when its day is over, for its salt is gone', () =>
    inFolder(async (folder) => {
      const key = openSessionKeys(folder).keyOf('ada', NOON)
      assert.deepEqual(await readdir(folder), ['salt-2026-11-23'])
      assert.deepEqual(listOldSalts(folder, NOON), [])
      assert.equal(forgetSalts(folder, NOON + DAY), 1)
      assert.deepEqual(await readdir(folder), [])
      assert.notEqual(openSessionKeys(folder).keyOf('ada', NOON), key)
    }))
})

describe('a visit', () => {
  it('belongs to an account wherever its reader is, and else to an address and a browser', () =>
    inFolder(async (folder) => {
      const visits = openVisits(folder, assert.fail)
      const keyOf = (account: string | null, ip: string, userAgent = FIREFOX) =>
        visits.of({ account, ip, userAgent }, NOON).session
      assert.equal(keyOf('a1', '192.0.2.1'), keyOf('a1', '192.0.2.2'))
      assert.notEqual(keyOf(null, '192.0.2.1'), keyOf(null, '192.0.2.2'))
      assert.notEqual(keyOf(null, '192.0.2.1'), keyOf(null, '192.0.2.1', `${FIREFOX} x`))
      assert.equal(keyOf(null, '192.0.2.1'), keyOf(null, '192.0.2.1'))
    }))
})

describe('a robot', () => {
  it('is known by what it calls itself, and a reader’s browser is none', () =>
    inFolder(async (folder) => {
      const { isRobot } = openRobots(folder, { now: () => NOON, onTrouble: assert.fail })
      for (const agent of [
        'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
        'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0)',
        'curl/8.5.0',
        'python-requests/2.32.3',
        'Wget/1.21',
        'Go-http-client/2.0',
        'Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)',
        'facebookexternalhit/1.1 link preview',
        'Mozilla/5.0 HeadlessChrome/120.0',
        'CCBot/2.0 (https://commoncrawl.org/faq/)',
        '',
        undefined,
      ])
        assert.ok(isRobot(agent), agent)
      for (const agent of [
        FIREFOX,
        'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
        'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1',
        'Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36',
        'Mozilla/5.0 (Linux; Android 13; Kobo Libra) AppleWebKit/537.36',
      ])
        assert.ok(!isRobot(agent), agent)
    }))

  it('is known by the operator’s list as well, which may change while the site runs', () =>
    inFolder(async (folder) => {
      const told: string[] = []
      let now = NOON
      const { isRobot } = openRobots(folder, { now: () => now, onTrouble: (problem) => told.push(problem) })
      const lay = async (list: string, seconds: number) => {
        await writeFile(join(folder, ROBOTS_FILE), list)
        await utimes(join(folder, ROBOTS_FILE), seconds, seconds)
        now += 61_000
      }
      assert.ok(!isRobot('Quillfetch 3 for libraries'))
      await lay('[{"pattern": "^quillfetch"}, {"pattern": "("}, 7]', 1000)
      assert.ok(isRobot('Quillfetch 3 for libraries'))
      assert.equal(told.length, 2)
      await lay('not a list', 2000)
      assert.ok(!isRobot('Quillfetch 3 for libraries'))
      assert.match(told.at(-1) ?? '', /not a list/)
      assert.ok(isRobot('Googlebot/2.1 here'))
    }))
})
