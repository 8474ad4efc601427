/**
 * A real browser for the journeys: the system's Chromium when there is one, else the one that comes from npm.
 * `CHAPTERHOUSE_BROWSER=npm` asks for the latter also where both are there.
 */
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
]

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]

export async function openBrowser(): Promise<Browser> {
  const system =
    process.env['CHAPTERHOUSE_BROWSER'] === 'npm' ? undefined : SYSTEM.find((path) => existsSync(path))
  if (system !== undefined) return chromium.launch({ executablePath: system, args: ARGUMENTS })
  const folder = await unpackChromium()
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: [...ARGUMENTS, '--no-zygote', '--headless=shell', '--disable-setuid-sandbox'],
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
      HOME: folder,
    },
  })
}

/**
 * Off Lambda the package unpacks neither its own libraries (libnss3 and others) nor into a folder of its version: it
 * would take any older `chromium` it finds. So it is unpacked here, aside, and put in place by one rename.
 */
async function unpackChromium(): Promise<string> {
  const require = createRequire(import.meta.url)
  const home = dirname(dirname(require.resolve('@sparticuz/chromium')))
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string }
  const folder = join(tmpdir(), `chapterhouse-browser-${version}-${process.getuid?.() ?? 0}`)
  if (existsSync(join(folder, 'chromium'))) return folder
  const aside = `${folder}.${process.pid}`
  await mkdir(aside, { recursive: true })
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = aside
  try {
    const { inflate } = await import('@sparticuz/chromium')
    for (const part of ['al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br', 'chromium.br'])
      await inflate(join(home, 'bin', part))
    await writeFile(join(aside, 'fonts', 'fonts.conf'), fontsIn(join(folder, 'fonts')))
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
  try {
    await rename(aside, folder)
  } catch (error) {
    // Another test run was first: its copy is as good.
    await rm(aside, { recursive: true, force: true })
    if (!existsSync(join(folder, 'chromium'))) throw error
  }
  return folder
}

/** The package's own list names folders of Lambda: without one font Chromium ends at the first missing glyph. */
const fontsIn = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/cache</cachedir>
</fontconfig>
`

/** Runs one visit in a fresh profile and closes it, whatever happens. */
export async function visit<T>(
  browser: Browser,
  options: BrowserContextOptions,
  act: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  try {
    return await act(await context.newPage())
  } finally {
    await context.close()
  }
}
