/** `press.yaml`: everything a press configures. Every fault is told with its line; the file is taken whole or not at all. */
import { type Document, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { fail, ok, type Result } from '#base'
import { isTextFace, LANGUAGES, TEXT_FACES } from '#web'
import { checkColour } from './check-colour.ts'
import { housePolicies } from './default-press.ts'
import {
  POLICY_NAMES,
  type Policy,
  type PolicyName,
  type Press,
  type RecordPolicy,
  type Seller,
  type Words,
} from './press.ts'

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
  const parsed = fileShape.safeParse(toPlain(document))
  if (parsed.success) return ok(toPress(slug, parsed.data))
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length--) {
      const start = rangeOf(document.getIn(path.slice(0, length), true))
      if (start !== null) return lines.linePos(start).line
    }
    return 1
  }
  const isThere = (path: readonly PropertyKey[]): boolean => document.hasIn(path)
  return fail(
    parsed.error.issues
      .flatMap((issue) => toProblems(issue, lineOf, isThere))
      .toSorted((a, b) => a.line - b.line),
  )
}

/** Few aliases are enough for a press: a small file cannot become a large tree. */
function toPlain(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 }) ?? {}
  } catch (error) {
    if (error instanceof ReferenceError) return {}
    throw error
  }
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

/** One text stands for every language; else it is given for each. */
const inWords = z.preprocess(
  (value) =>
    typeof value === 'string' ? Object.fromEntries(LANGUAGES.map((language) => [language, value])) : value,
  z
    .partialRecord(z.enum(LANGUAGES), text)
    .refine((words) => Object.keys(words).length > 0, 'names no language')
    .transform((words): Words => words),
)

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

/** The text alone, or with its version. */
const policy = z.preprocess(
  (value) => (isMap(value) && 'text' in value ? value : { version: '1', text: value }),
  z.strictObject({ version, text: inWords }),
)

/** The address alone, or with more ways to reach the press. */
const contact = z.preprocess(
  (value) => (typeof value === 'string' ? { address: value } : value),
  z.strictObject({ address, postal: text.optional(), rights: address.optional() }),
)

const isMap = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

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
  contact,
  accessibility: z.strictObject({ contact: address, statement: inWords.optional() }).optional(),
  kindle: z
    .strictObject({
      sender: line.regex(/^[^\s@<>+]+@[^\s@<>]+\.[^\s@<>]+$/, 'is not a plain e-mail address').optional(),
      offered: z
        .union([z.boolean(), z.literal('open-only')], 'is none of these: true, false, open-only')
        .optional(),
    })
    .optional(),
  policies: z
    .strictObject({ usage: policy.optional(), privacy: policy.optional(), terms: policy.optional() })
    .optional(),
  record: z
    .strictObject({
      conflicts: z.enum(['block', 'warn']).optional(),
      review: z.enum(['none', 'required']).optional(),
      visibility: z.enum(['public', 'with-access']).optional(),
    })
    .optional(),
  seller: z
    .strictObject({ name: line.optional(), postal: text.optional(), 'tax-number': line.optional() })
    .optional(),
  stamp: z.boolean('is yes or no: write true or false').optional(),
})

type PressFile = z.infer<typeof fileShape>

const toPress = (slug: string, file: PressFile): Press => ({
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
  contact: {
    address: file.contact.address,
    postal: file.contact.postal ?? null,
    rights: file.contact.rights ?? null,
  },
  accessibility: {
    contact: file.accessibility?.contact ?? file.contact.address,
    statement: file.accessibility?.statement ?? null,
  },
  policies: { ...housePolicies(), ...given(file.policies) },
  ...(file.kindle === undefined
    ? {}
    : { kindle: { sender: file.kindle.sender ?? null, offered: file.kindle.offered ?? true } }),
  ...(file.seller === undefined ? {} : { seller: toSeller(file.seller) }),
  ...(file.stamp === undefined ? {} : { stamp: file.stamp }),
  ...(file.record === undefined ? {} : { record: withoutAbsent(file.record) }),
})

const withoutAbsent = ({
  conflicts,
  review,
  visibility,
}: NonNullable<PressFile['record']>): RecordPolicy => ({
  ...(conflicts === undefined ? {} : { conflicts }),
  ...(review === undefined ? {} : { review }),
  ...(visibility === undefined ? {} : { visibility }),
})

const toSeller = (seller: NonNullable<PressFile['seller']>): Seller => ({
  name: seller.name ?? null,
  postal: seller.postal ?? null,
  taxNumber: seller['tax-number'] ?? null,
})

const given = (policies: PressFile['policies']): Partial<Record<PolicyName, Policy>> =>
  Object.fromEntries(
    POLICY_NAMES.flatMap((name) => (policies?.[name] === undefined ? [] : [[name, policies[name]]])),
  )

type Issue = z.core.$ZodIssue

/** One sentence each: which key, and what is wrong with it. */
function toProblems(
  issue: Issue,
  lineOf: (path: readonly PropertyKey[]) => number,
  isThere: (path: readonly PropertyKey[]) => boolean,
): readonly PressProblem[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      line: lineOf([...issue.path, key]),
      message: `There is no setting called “${[...issue.path, key].join('.')}”.`,
    }))
  const key = issue.path.join('.')
  if (key === '') return [{ line: 1, message: 'The file holds no settings: begin with “name:”.' }]
  const missing = issue.code === 'invalid_type' && !isThere(issue.path)
  return [{ line: lineOf(issue.path), message: missing ? `“${key}” is missing.` : sentence(key, issue) }]
}

function sentence(key: string, issue: Issue): string {
  if (issue.code === 'invalid_value') return `“${key}” must be one of: ${issue.values.join(', ')}.`
  if (issue.code === 'invalid_union' || issue.code === 'invalid_type')
    return `“${key}” is not written as this setting is.`
  const message = issue.message.startsWith(':') ? issue.message : ` ${issue.message}`
  return `“${key}”${message}${/[.!?]$/.test(message) ? '' : '.'}`
}
