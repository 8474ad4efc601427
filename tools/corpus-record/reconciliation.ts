/** A12: the Reconciliation API 0.2, by its own schemas and examples. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { buildCandidates } from '../../src/record/reconcile/build-candidates.ts'
import { buildExtension } from '../../src/record/reconcile/build-extension.ts'
import { buildManifest } from '../../src/record/reconcile/build-manifest.ts'
import {
  proposeProperties,
  suggestEntities,
  suggestProperties,
  suggestTypes,
} from '../../src/record/reconcile/build-suggestions.ts'
import { parseExtension } from '../../src/record/reconcile/parse-extension.ts'
import { parseQueries } from '../../src/record/reconcile/parse-queries.ts'
import { PROPERTIES } from '../../src/record/reconcile/reconciliation.ts'
import { toReconciled } from '../../src/record/reconcile/to-reconciled.ts'
import { words } from '../../src/record/words.ts'
import { readDemonstration } from './demonstration.ts'
import { readJson } from './exports.ts'
import { promise } from './promise.ts'

const SPECS = 'https://reconciliation-api.github.io/specs/0.2/schemas'

export function checkReconciliation(folder: string): void {
  const specs = join(folder, 'schemas/reconciliation-0.2')
  const judge = openJudge(join(specs, 'schemas'))
  checkExamples(join(specs, 'examples'), judge)
  checkAnswers(folder, judge)
  checkQuestions(join(specs, 'examples'))
}

/** Of a value: what is wrong with it; empty: nothing. Null: there is no such schema. */
type Judge = (schema: string, value: unknown) => string | null

function openJudge(folder: string): Judge {
  const ajv = new Ajv({ strict: false, validateSchema: false })
  addFormats.default(ajv)
  // What a manifest may say of signing in (Swagger 2), as far as the examples say it.
  const scheme = {
    type: 'object',
    required: ['type'],
    properties: { type: { enum: ['basic', 'apiKey', 'oauth2'] } },
  }
  ajv.addSchema({
    $id: 'http://swagger.io/v2/schema.json',
    definitions: { securityDefinitions: { additionalProperties: scheme } },
  })
  for (const name of readdirSync(folder).filter(
    (file) => file.endsWith('.json') && file !== 'openapi.json',
  )) {
    const { $schema: _, ...schema } = readJson(join(folder, name))
    ajv.addSchema({ ...schema, $id: `${SPECS}/${name}` })
  }
  return (name, value) => {
    const validate = ajv.getSchema(`${SPECS}/${name}.json`)
    if (validate === undefined) return null
    return validate(value) === true ? '' : `${name}: ${ajv.errorsText(validate.errors ?? [])}`
  }
}

/** Every example that comes with the schemas, as right or wrong as it is said to be. */
function checkExamples(folder: string, judge: Judge): void {
  const judged = readdirSync(folder).flatMap((schema) =>
    (['valid', 'invalid'] as const).flatMap((kind) => {
      const path = join(folder, schema, kind)
      if (!existsSync(path)) return []
      return readdirSync(path).flatMap((name) => {
        const fault = judge(schema, readJson(join(path, name)))
        return fault === null
          ? []
          : [{ name: `${schema}/${kind}/${name}`, isRight: (fault === '') === (kind === 'valid') }]
      })
    }),
  )
  const wrong = judged.filter(({ isRight }) => !isRight).map(({ name }) => name)
  promise(
    'A12 examples of the Reconciliation API',
    wrong.length === 0 && judged.length > 0,
    `${judged.length - wrong.length} of ${judged.length} judged rightly ${wrong.join(' ')}`,
    'all',
  )
}

function checkAnswers(folder: string, judge: Judge): void {
  const { record } = readDemonstration(folder)
  if (record === null) return
  const t = words('en').reconcile
  const among = toReconciled(record)
  const asked = { query: 'Дерябин', type: [], typeStrict: 'any' as const, properties: [], limit: 5 }
  const answered = { q0: { result: buildCandidates(asked, among, t) } }
  const all = { ids: among.map(({ id }) => id), properties: PROPERTIES.map(({ id }) => id) }
  const answers: readonly (readonly [string, unknown])[] = [
    ['manifest', buildManifest('https://press.example', 'Records', t)],
    ['reconciliation-result-batch', answered],
    ['suggest-entities-response', suggestEntities('Der', among, t)],
    ['suggest-types-response', suggestTypes('', t)],
    ['suggest-properties-response', suggestProperties('', t)],
    ['data-extension-response', buildExtension(all, among, t)],
    ['data-extension-property-proposal', proposeProperties('person', 5, t)],
  ]
  const wrong = answers.map(([name, value]) => judge(name, value)).filter((fault) => fault !== '')
  promise(
    'A12 what we answer',
    wrong.length === 0,
    wrong.join('; ') || `${answers.length} kinds of answer; Дерябин is ${answered.q0.result[0]?.name}`,
    `${answers.length} valid`,
  )
}

function checkQuestions(examples: string): void {
  const judged = (
    [
      ['reconciliation-query-batch', parseQueries],
      ['data-extension-query', parseExtension],
    ] as const
  ).flatMap(([schema, parse]) =>
    (['valid', 'invalid'] as const).flatMap((kind) => {
      const path = join(examples, schema, kind)
      if (!existsSync(path)) return []
      return readdirSync(path).map((name) => ({
        name: `${schema}/${kind}/${name}`,
        isRight: parse(readFileSync(join(path, name), 'utf8')).ok === (kind === 'valid'),
      }))
    }),
  )
  const wrong = judged.filter(({ isRight }) => !isRight).map(({ name }) => name)
  promise(
    'A12 what we are asked',
    wrong.length === 0,
    `${judged.length - wrong.length} of ${judged.length} example questions judged rightly ${wrong.join(' ')}`,
    'all',
  )
}
