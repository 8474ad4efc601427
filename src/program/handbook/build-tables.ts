/** Tables that the handbook takes from the program itself, as Markdown: what they list cannot be out of date. */
import type { EpubRule } from '@chapterhouse/epub'
import type { Command } from 'commander'

type Setting = { readonly name: string; readonly fallback: string | null; readonly meaning: string }

export const buildSettings = (settings: readonly Setting[]): string =>
  settings
    .map(
      ({ name, fallback, meaning }) =>
        `### \`${name}\`\n\n${plain(meaning)} ${fallback === null ? 'There is no default.' : `Default: \`${fallback}\`.`}`,
    )
    .join('\n\n')

type Rule = {
  readonly name: string
  readonly about: 'data' | 'content'
  readonly severity: string | null
  readonly holds: string
  readonly why: string
  readonly mend: string
}

/** Rules of the format are told with the codes under which EPUBCheck reports the same. */
export function buildRules(
  rules: readonly Rule[],
  epubRules: readonly EpubRule[],
): ReadonlyMap<string, string> {
  const codes = new Map(epubRules.map((rule) => [rule.name, rule.codes.join(', ')]))
  const list = (wanted: (rule: Rule) => boolean) =>
    rules
      .filter(wanted)
      .map((rule) => ruleText(rule, codes))
      .join('\n\n')
  return new Map([
    ['rules-of-data', list(({ about }) => about === 'data')],
    ['rules-of-content', list(({ name, about }) => about === 'content' && !codes.has(name))],
    ['rules-of-epub', list(({ name }) => codes.has(name))],
  ])
}

const ruleText = ({ name, severity, holds, why, mend }: Rule, codes: ReadonlyMap<string, string>): string => {
  const grave = severity === null ? '' : ` (${severity})`
  const known = codes.get(name) ? ` (EPUBCheck: ${codes.get(name)})` : ''
  return `### \`${name}\`\n\n*${plain(holds)}*${grave} ${plain(why)} ${plain(mend)}${known}`
}

export const buildCommands = (program: Command): string =>
  program.commands
    .flatMap((command) => [
      commandText(program.name(), command, '###'),
      ...command.commands.map((part) => commandText(`${program.name()} ${command.name()}`, part, '####')),
    ])
    .join('\n\n')

/** `before`: the words that stand before its name when it is called. */
function commandText(before: string, command: Command, heading: string): string {
  const words = [
    ...command.registeredArguments.map((word) => [`<${word.name()}>`, word.description] as const),
    ...command.options
      .filter(({ hidden }) => !hidden)
      .map(({ flags, description }) => [flags, description] as const),
  ]
  const [, ...parents] = before.split(' ')
  const usage = `npx ${before} ${command.name()} ${command.usage()}`.trim()
  const list = words.map(([word, meaning]) => `- \`${word}\`: ${plain(sentence(meaning))}`)
  return [
    `${heading} \`${[...parents, command.name()].join(' ')}\``,
    `\`\`\`sh\n${usage}\n\`\`\``,
    plain(sentence(command.description())),
    list.join('\n'),
  ]
    .filter((paragraph) => paragraph !== '')
    .join('\n\n')
}

const sentence = (text: string): string => {
  const capital = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.?!]$/.test(capital) ? capital : `${capital}.`
}

/** As much of JSON Schema as the schema of book.yaml uses. */
export type KeySchema = {
  readonly description?: string
  readonly examples?: readonly unknown[]
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, KeySchema>>
  readonly items?: KeySchema
  readonly anyOf?: readonly KeySchema[]
}

export const buildKeys = (schema: KeySchema): string =>
  ['| Key | Meaning | Example |', '|---|---|---|', ...keyRows(schema, [])].join('\n')

const keyRows = (schema: KeySchema, path: readonly string[]): readonly string[] =>
  Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const here = [...path, key]
    const meaning = value.description ?? firstDescription(value)
    const example = [value, ...alternatives(value)].flatMap(({ examples }) => examples ?? [])[0]
    const words = [value, ...alternatives(value)].flatMap((schema) => schema.enum ?? [])
    const shown =
      example === undefined || example === '|' ? '' : `\`${String(example).replaceAll('|', '\\|')}\``
    return [
      `| \`${here.join(': ')}\` | ${plain(sentence(meaning))}${words.length > 0 ? ` One of ${words.map((word) => `\`${word}\``).join(', ')}.` : ''} | ${shown} |`,
      // What a chapter shares with the book is told once.
      ...(path[0] === 'chapters'
        ? []
        : [value, ...alternatives(value)].flatMap((inner) => keyRows(inner, here))),
    ]
  })

/** What a value may be instead, or what a list of it holds. */
const alternatives = (schema: KeySchema): readonly KeySchema[] =>
  [...(schema.anyOf ?? []), ...(schema.items ? [schema.items] : [])]
    .filter((inner, i, all) => !(inner.items && all.some((other, n) => n !== i && other === inner.items)))
    .flatMap((inner) => [inner, ...alternatives(inner)])

const firstDescription = (schema: KeySchema): string =>
  alternatives(schema).find(({ description }) => description !== undefined)?.description ?? ''

/** Words of the program as words: what looks like Markdown or HTML in them is meant to be read. */
const plain = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|]/g, '\\$&')
