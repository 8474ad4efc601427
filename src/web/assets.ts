/**
 * Style sheets, browser code, fonts and marks, each under a name that changes with its bytes, so that a browser keeps it
 * for good. Joined once, and compressed beside the program's own work, which would answer its first page a tenth of a second
 * later for it; a font is read when somebody first asks.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { buildStylesheet, type Livery } from './build-stylesheet.ts'
import type { Face } from './faces.ts'
import { paths } from './paths.ts'

type Asset = {
  readonly contentType: string
  readonly body: Buffer
  readonly packed: Promise<Packed> | null
}
type Packed = { readonly gzip: Buffer; readonly br: Buffer }

/** What a press's pages ask for: addresses without press and language, the same for all of them. */
export type LiveryAddresses = {
  readonly stylesheet: string
  readonly script: string
  readonly fonts: readonly string[]
}

export type Assets = {
  /** Makes (once) the style sheet of one press. */
  dress(name: string, livery: Livery): LiveryAddresses
  /** Keeps a small file of our own making: a press's mark, the favicon. */
  keep(name: string, contentType: string, body: string): string
  find(name: string): Promise<Asset | null>
}

const STYLES = join(import.meta.dirname, 'styles')
const BROWSER = join(import.meta.dirname, 'browser')

export function openAssets(): Assets {
  const assets = new Map<string, Asset>()
  const fonts = new Map<string, string>()
  const sheets = readAll(STYLES, '.css')

  const keep = (name: string, contentType: string, text: string): string => {
    const body = Buffer.from(text)
    const dot = name.lastIndexOf('.')
    const hashed = `${name.slice(0, dot)}-${hash(body)}${name.slice(dot)}`
    assets.set(hashed, { contentType, body, packed: pack(body) })
    return paths.asset(hashed)
  }

  /** A package's version names its files well enough: they need not be read to be named. */
  const keepFont = (face: Face, file: string): string => {
    const name = file.replace(/\.woff2$/, `-${hash(Buffer.from(`${face.css} ${versionOf(face)}`))}.woff2`)
    fonts.set(name, join(fileURLToPath(new URL('.', face.css)), 'files', basename(file)))
    return paths.asset(name)
  }

  const script = keep(
    'chapterhouse.js',
    'text/javascript; charset=utf-8',
    joinScripts(readAll(BROWSER, '.js')),
  )
  const dressed = new Map<string, LiveryAddresses>()

  return {
    dress(name, livery) {
      const known = dressed.get(name)
      if (known !== undefined) return known
      const fontSheets = [livery.text, livery.data].flatMap((face) =>
        [face.css, face.css.replace('wght.css', 'wght-italic.css')].map((address) => ({
          face,
          css: readFileSync(fileURLToPath(address), 'utf8'),
        })),
      )
      const addresses = {
        stylesheet: keep(
          `${name}.css`,
          'text/css; charset=utf-8',
          buildStylesheet(livery, sheets, fontSheets, keepFont),
        ),
        script,
        fonts: [keepFont(livery.text, `${livery.text.package}-latin-wght-normal.woff2`)],
      }
      dressed.set(name, addresses)
      return addresses
    },
    keep,
    async find(name) {
      const known = assets.get(name)
      if (known !== undefined) return known
      const file = fonts.get(name)
      if (file === undefined) return null
      const font: Asset = { contentType: 'font/woff2', body: await readFile(file), packed: null }
      assets.set(name, font)
      return font
    },
  }
}

/** `GET /assets/…`: for good, for everyone, and for a canvas or a font of any page. */
export const assetRoutes =
  (assets: Assets) =>
  async (app: FastifyInstance): Promise<void> => {
    app.get<{ Params: { name: string } }>(
      paths.asset(':name'),
      { config: { shows: 'nothing' } },
      async (request, reply) => {
        const asset = await assets.find(request.params.name)
        return asset === null ? reply.callNotFound() : sendAsset(asset, request, reply)
      },
    )
  }

async function sendAsset(asset: Asset, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const accepted = request.headers['accept-encoding'] ?? ''
  const encoding =
    asset.packed === null ? null : /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null
  reply.header('content-type', asset.contentType)
  reply.header('cache-control', 'public, max-age=31536000, immutable')
  if (asset.packed !== null) reply.header('vary', 'Accept-Encoding')
  if (encoding === null || asset.packed === null) return reply.send(asset.body)
  return reply.header('content-encoding', encoding).send((await asset.packed)[encoding])
}

const readAll = (folder: string, extension: string): readonly string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(extension))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8'))

/** Each script is a module that imports nothing; a block of its own keeps its names apart from the others'. */
const joinScripts = (scripts: readonly string[]): string =>
  scripts.map((script) => `{\n${withoutComments(script)}\n}`).join('\n')

/** Whole lines of comment, as our own scripts write them. */
const withoutComments = (script: string): string =>
  script
    .replace(/^\s*\/\*\*?[\s\S]*?\*\/\s*$/gm, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/^\s+/gm, '')

const versionOf = (face: Face): string => {
  const { version } = JSON.parse(readFileSync(fileURLToPath(new URL('package.json', face.css)), 'utf8'))
  return String(version)
}

const gzipped = promisify(gzip)
const brotlied = promisify(brotliCompress)

async function pack(body: Buffer): Promise<Packed> {
  const [small, smaller] = await Promise.all([gzipped(body, { level: 9 }), brotlied(body)])
  return { gzip: small, br: smaller }
}

const hash = (body: Buffer): string => createHash('sha256').update(body).digest('hex').slice(0, 10)
