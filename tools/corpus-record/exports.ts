/** A12: our files against the schemas of those who read them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { buildChronology } from '../../src/record/dates/build-chronology.ts'
import { buildLinkedArt } from '../../src/record/formats/build-linked-art.ts'
import type { ExportContext } from '../../src/record/formats/export-context.ts'
import { RECORD_EXPORTS } from '../../src/record/formats/list-exports.ts'
import { buildCandidates, buildManifest, buildSuggestions } from '../../src/record/reconcile/build-answers.ts'
import { parseQueries } from '../../src/record/reconcile/parse-queries.ts'
import type { Reconciled } from '../../src/record/reconcile/reconciliation.ts'
import { readDemonstration } from './demonstration.ts'
import { promise } from './promise.ts'

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'))

export function checkExports(folder: string): void {
  const { record } = readDemonstration(folder)
  if (record === null) return
  const context: ExportContext = {
    record,
    chronology: buildChronology(record),
    url: 'https://press.example/record/demo@v1',
    urlOf: (id) => `https://press.example/record/demo/${id}@v1`,
    ...{ chapterUrl: 'https://press.example/chapter/x', made: '2026-03-05T12:00:00.000Z' },
  }
  checkLinkedArt(join(folder, 'schemas/linked-art-1.0'), context)
  const relative = RECORD_EXPORTS.flatMap(({ name, build }) =>
    /json/.test(name)
      ? [...build(context).matchAll(/"@?id": "(?!https?:|[a-z]+:|[a-z0-9.-]+")([^"]*)"/g)].map(([id]) => id)
      : [],
  )
  promise(
    'A12 no address is relative',
    relative.length === 0,
    `${relative.length} in ${RECORD_EXPORTS.length} files`,
  )
  checkReconciliation(join(folder, 'schemas/reconciliation-0.2'), context)
}

function checkLinkedArt(folder: string, context: ExportContext): void {
  const ajv = new Ajv2020({ strict: false, allErrors: false })
  addFormats.default(ajv)
  for (const name of readdirSync(folder)) if (name.endsWith('.json')) ajv.addSchema(json(join(folder, name)))
  const schemas = { Person: 'person', Group: 'group', Place: 'place', Event: 'event' }
  const entities = buildLinkedArt(context)
  const wrong = entities.flatMap((entity) => {
    const schema = schemas[entity.type as keyof typeof schemas]
    const validate = ajv.getSchema(`https://linked.art/api/1.0/schema/${schema}.json`)
    return validate?.(entity) === true ? [] : [`${entity.id}: ${ajv.errorsText(validate?.errors ?? [])}`]
  })
  promise(
    'A12 Linked Art 1.0',
    wrong.length === 0,
    `${entities.length - wrong.length} of ${entities.length} entities are valid ${wrong[0] ?? ''}`,
  )
}

function checkReconciliation(folder: string, { record }: ExportContext): void {
  const ajv = new Ajv({ strict: false, validateSchema: false })
  addFormats.default(ajv)
  const schemas = readdirSync(join(folder, 'schemas')).filter(
    (name) => name.endsWith('.json') && name !== 'openapi.json',
  )
  ajv.addSchema({
    $id: 'http://swagger.io/v2/schema.json',
    definitions: { securityDefinitions: { additionalProperties: {} } },
  })
  for (const name of schemas) {
    const { $schema: _, ...schema } = json(join(folder, 'schemas', name))
    ajv.addSchema({ ...schema, $id: `https://reconciliation-api.github.io/specs/0.2/schemas/${name}` })
  }
  const judge = (name: string, value: unknown) => {
    const validate = ajv.getSchema(`https://reconciliation-api.github.io/specs/0.2/schemas/${name}.json`)
    return validate?.(value) === true ? '' : `${name}: ${ajv.errorsText(validate?.errors ?? [])}`
  }
  const among = record.people.map(
    ({ id, name, names }): Reconciled => ({
      ...{
        id: `demo/${id}`,
        type: 'person',
        name,
        names: names.map(({ text }) => text),
        description: record.title,
      },
    }),
  )
  const answered = { q0: { result: buildCandidates({ query: 'Берия', type: [], limit: 5 }, among) } }
  const wrong = [
    judge('manifest', buildManifest('https://press.example', 'Records')),
    judge('reconciliation-result-batch', answered),
    judge('suggest-entities-response', buildSuggestions('Ber', among)),
  ].filter((fault) => fault !== '')
  promise(
    'A12 what we answer',
    wrong.length === 0,
    wrong.join('; ') ||
      `manifest, results and suggestions are valid; Берия is ${answered.q0.result[0]?.name}`,
  )

  const examples = join(folder, 'examples/reconciliation-query-batch')
  const judged = (['valid', 'invalid'] as const).flatMap((kind) =>
    readdirSync(join(examples, kind)).map((name) => {
      const { ok } = parseQueries(readFileSync(join(examples, kind, name), 'utf8'))
      return ok === (kind === 'valid') ? '' : `${kind}/${name}`
    }),
  )
  const misjudged = judged.filter((name) => name !== '')
  promise(
    'A12 what we are asked',
    misjudged.length === 0,
    `${judged.length - misjudged.length} of ${judged.length} example batches judged rightly ${misjudged.join(' ')}`,
  )
}
