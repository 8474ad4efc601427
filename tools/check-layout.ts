/**
 * The book flows down this list; imports point up it. Type imports count too.
 *
 * 1. A folder of src/ may import itself, the standards, and any folder ABOVE it, through its front door (`#name`).
 * 2. No relative import leaves its folder.
 * 3. A standard imports only itself, Node, and the packages its own package.json names.
 * 4. A file named for a pure verb (decide- parse- build- render- check- to-) or a view (-page -form -panel -email)
 *    touches neither Node nor the platform.
 * 5. An unknown folder in src/ is an error until it is given its place.
 */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const RIVER = [
  'base',
  'book',
  'web',
  'platform',
  'press',
  'intake',
  'catalogue',
  'citations',
  'accounts',
  'access',
  'sales',
  'usage',
  'record',
  'search',
  'reading',
  'delivery',
  'feeds',
  'landing',
  'console',
  'program',
] as const

const PURE = /^(decide|parse|build|render|check|to)-|-(page|form|panel|email)\.ts$/
const IMPORT = /(?:\bfrom|(?<!@)\bimport)\s*\(?\s*'([^'\n]+)'/g

/** One sentence for each import that points the wrong way; empty when the tree at `root` keeps the rules. */
export function layoutProblems(root: string): string[] {
  const files = (pattern: string) => globSync(pattern, { cwd: root }).sort()
  const river: readonly string[] = RIVER
  const unknown = files('src/*').filter((folder) => !river.includes(folder.slice(4)))
  return [
    ...unknown.map((folder) => `${folder}: add it to the river, in its place`),
    ...files('src/**/*.ts').flatMap((file) => problemsInSlice(root, file)),
    ...files('standards/*/src/**/*.ts').flatMap((file) => problemsInStandard(root, file)),
  ]
}

function problemsInSlice(root: string, file: string): string[] {
  const [, area = '', ...rest] = file.split('/')
  const place = (RIVER as readonly string[]).indexOf(area)
  const pure = PURE.test(rest.at(-1) ?? '') && !isTest(file)
  return importsOf(root, file).flatMap((target) => {
    if (pure && (target.startsWith('node:') || target === '#platform'))
      return [`${file}: a pure file may not import ${target}`]
    if (target.startsWith('#')) {
      const wanted = (RIVER as readonly string[]).indexOf(target.slice(1))
      if (wanted < 0) return [`${file}: ${target} is not a folder of the river`]
      if (wanted >= place) return [`${file}: ${area} may not import ${target}: it is downstream`]
    }
    if (target.startsWith('.') && !isInside(root, file, target, `src/${area}`))
      return [`${file}: ${target} leaves ${area}/; use a front door`]
    return []
  })
}

function problemsInStandard(root: string, file: string): string[] {
  const home = file.split('/').slice(0, 2).join('/')
  const manifest: { name: string; dependencies?: Record<string, string> } = JSON.parse(
    readFileSync(resolve(root, home, 'package.json'), 'utf8'),
  )
  const allowed = [manifest.name, ...Object.keys(manifest.dependencies ?? {})]
  return importsOf(root, file).flatMap((target) => {
    if (target.startsWith('node:') || (isTest(file) && !/^[.#]/.test(target))) return []
    if (target.startsWith('.'))
      return isInside(root, file, target, home) ? [] : [`${file}: ${target} leaves ${home}/`]
    return allowed.some((name) => target === name || target.startsWith(`${name}/`))
      ? []
      : [`${file}: ${target} is not in ${home}/package.json`]
  })
}

const importsOf = (root: string, file: string): string[] =>
  [...readFileSync(resolve(root, file), 'utf8').matchAll(IMPORT)].map((match) => String(match[1]))

const isTest = (file: string): boolean => /\.(test|examples)\.ts$|\/samples\//.test(file)

const isInside = (root: string, file: string, target: string, home: string): boolean =>
  resolve(root, dirname(file), target).startsWith(`${resolve(root, home)}/`)

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
  const problems = layoutProblems(root)
  const present = RIVER.filter((folder) => existsSync(resolve(root, 'src', folder)))
  console.log(
    problems.join('\n') || `layout: ok (${present.join(' > ')}) in ${relative(process.cwd(), root) || '.'}`,
  )
  process.exitCode = problems.length > 0 ? 1 : 0
}
