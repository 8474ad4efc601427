/** `press.yaml`: everything a press configures. Every fault is told with its line; the file is taken whole or not at all. */
import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { fail, ok, type Result } from '#base'
import { isTextFace, LANGUAGES, type Language, TEXT_FACES } from '#web'
import { checkColour } from './check-colour.ts'
import { housePolicies } from './default-press.ts'
import { POLICY_NAMES, type Policy, type PolicyName, type Press, type Words } from './press.ts'

export type PressProblem = { readonly line: number; readonly message: string }

const MOST_CHARACTERS = 200_000

/** `mark`, when given, names a file: the shell reads it and puts the drawing in its place. */
export function parsePress(slug: string, yaml: string): Result<Press, readonly PressProblem[]> {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug))
    return fail([
      {
        line: 1,
        message: `The folder is called “${slug}”. It is part of addresses: use small letters, digits and single hyphens.`,
      },
    ])
  if (yaml.length > MOST_CHARACTERS)
    return fail([
      { line: 1, message: `The file has ${yaml.length} characters; at most ${MOST_CHARACTERS} are read.` },
    ])
  const lines = new LineCounter()
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  if (document.errors.length > 0)
    return fail(
      document.errors.map(({ message, pos }) => ({
        line: lines.linePos(pos[0]).line,
        message: `${message}.`,
      })),
    )
  const parsed = fileShape.safeParse(document.toJS({ maxAliasCount: 20 }) ?? {})
  if (parsed.success) return ok(toPress(slug, parsed.data))
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length--) {
      const node: unknown = document.getIn(path.slice(0, length), true)
      const start = rangeOf(node)
      if (start !== null) return lines.linePos(start).line
    }
    return 1
  }
  return fail(parsed.error.issues.flatMap((issue) => toProblems(issue, lineOf)))
}

const rangeOf = (node: unknown): number | null =>
  typeof node === 'object' &&
  node !== null &&
  'range' in node &&
  Array.isArray(node.range) &&
  typeof node.range[0] === 'number'
    ? node.range[0]
    : null

const text = z.string('needs a text').trim().min(1, 'is empty')
const line = text.max(200, 'is longer than 200 characters')

/** One text, or one for each language. */
const inWords = z.union([
  text.transform((en): Words => Object.fromEntries(LANGUAGES.map((language) => [language, en]))),
  z
    .partialRecord(z.enum(LANGUAGES), text)
    .refine((words) => Object.keys(words).length > 0, 'names no language')
    .transform((words): Words => words),
])

const colour = (scheme: 'light' | 'dark') =>
  text.superRefine((value, context) => {
    const checked = checkColour(value, scheme)
    if (!checked.ok) context.addIssue({ code: 'custom', message: `: ${checked.error}` })
  })

/** Where a person can be reached: an e-mail or a web address. */
const address = line.regex(
  /^([^\s@<>]+@[^\s@<>]+\.[^\s@<>]+|https?:\/\/\S+)$/,
  'is neither an e-mail address nor a web address',
)

/** YAML reads 2026-01 as text and 2026 as a number; both are versions. */
const version = z.union([line, z.number().transform(String)])

const policy = z.union([
  inWords.transform((words): Policy => ({ version: '1', text: words })),
  z.strictObject({ version, text: inWords }),
])

const fileShape = z.strictObject({
  name: line,
  'short-name': line.optional(),
  'online-publisher': line.optional(),
  host: line
    .toLowerCase()
    .regex(
      /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/,
      'is not a host name: write books.press.example, without https://',
    )
    .optional(),
  mark: line.regex(/^[\w][\w.-]*\.svg$/i, 'names no SVG file in the folder of this press').optional(),
  face: line
    .refine(isTextFace, `is none of the faces there are: ${Object.keys(TEXT_FACES).join(', ')}`)
    .optional(),
  colours: z.strictObject({ light: colour('light'), dark: colour('dark') }).optional(),
  languages: z.array(z.enum(LANGUAGES)).min(1, 'names no language').optional(),
  lead: inWords.optional(),
  about: inWords.optional(),
  notice: inWords.optional(),
  contact: z.union([
    address.transform((only) => ({ address: only })),
    z.strictObject({ address, postal: text.optional(), rights: address.optional() }),
  ]),
  accessibility: z.strictObject({ contact: address, statement: inWords.optional() }).optional(),
  policies: z
    .strictObject({ usage: policy.optional(), privacy: policy.optional(), terms: policy.optional() })
    .optional(),
})

type PressFile = z.infer<typeof fileShape>

const toPress = (slug: string, file: PressFile): Press => {
  const contact: {
    readonly address: string
    readonly postal?: string | undefined
    readonly rights?: string | undefined
  } = file.contact
  return {
    slug,
    name: file.name,
    shortName: file['short-name'] ?? file.name,
    onlinePublisher: file['online-publisher'] ?? file.name,
    host: file.host ?? null,
    mark: file.mark ?? null,
    face: file.face !== undefined && isTextFace(file.face) ? file.face : 'alegreya',
    colours: file.colours ?? null,
    languages: file.languages ?? LANGUAGES,
    lead: file.lead ?? null,
    about: file.about ?? null,
    notice: file.notice ?? null,
    contact: { address: contact.address, postal: contact.postal ?? null, rights: contact.rights ?? null },
    accessibility: {
      contact: file.accessibility?.contact ?? contact.address,
      statement: file.accessibility?.statement ?? null,
    },
    policies: { ...housePolicies(), ...given(file.policies) },
  }
}

const given = (policies: PressFile['policies']): Partial<Record<PolicyName, Policy>> =>
  Object.fromEntries(
    POLICY_NAMES.flatMap((name) => (policies?.[name] === undefined ? [] : [[name, policies[name]]])),
  )

type Issue = z.core.$ZodIssue

/** One sentence each: which key, and what is wrong with it. */
function toProblems(issue: Issue, lineOf: (path: readonly PropertyKey[]) => number): readonly PressProblem[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      line: lineOf([...issue.path, key]),
      message: `There is no setting called “${[...issue.path, key].join('.')}”.`,
    }))
  if (issue.code === 'invalid_union') {
    const nearest = issue.errors.toSorted((a, b) => deepest(b) - deepest(a))[0]
    if (nearest !== undefined && deepest(nearest) > 0)
      return nearest.flatMap((inner) =>
        toProblems({ ...inner, path: [...issue.path, ...inner.path] }, lineOf),
      )
  }
  const key = issue.path.join('.')
  const where = lineOf(issue.path)
  if (key === '') return [{ line: 1, message: 'The file holds no settings: begin with “name:”.' }]
  return [{ line: where, message: sentence(key, issue) }]
}

const deepest = (issues: readonly Issue[]): number => Math.max(0, ...issues.map(({ path }) => path.length))

function sentence(key: string, issue: Issue): string {
  if (issue.code === 'invalid_type' && issue.input === undefined) return `“${key}” is missing.`
  if (issue.code === 'invalid_value') return `“${key}” must be one of: ${issue.values.join(', ')}.`
  if (issue.code === 'invalid_union' || issue.code === 'invalid_type')
    return `“${key}” is not written as this setting is.`
  const message = issue.message.startsWith(':') ? issue.message : ` ${issue.message}`
  return `“${key}”${message}${/[.!?]$/.test(message) ? '' : '.'}`
}

export const isLanguage = (text: string): text is Language => LANGUAGES.some((language) => language === text)
