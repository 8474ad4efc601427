/** A12: our files against the schemas and the rules of those who read them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { parse } from 'yaml'
import { buildChronology } from '../../src/record/dates/build-chronology.ts'
import { buildLinkedArt } from '../../src/record/formats/build-linked-art.ts'
import { type ExportContext, toExportContext } from '../../src/record/formats/export-context.ts'
import { RECORD_EXPORTS } from '../../src/record/formats/list-exports.ts'
import { zipRecord } from '../../src/record/formats/zip-record.ts'
import type { RecordDocument } from '../../src/record/model/index.ts'
import { readRecord } from '../../src/record/reading/read-record.ts'
import { faultsInBag, JUDGES } from '../../src/record/testing/judges/index.ts'
import { readDemonstration } from './demonstration.ts'
import { promise } from './promise.ts'

export const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8'))

const SAMPLE = 'samples/ten-defections/record'

/** The dossier's record, the sample press's own, and a whole prosopography. */
export function checkExports(folder: string): void {
  const filesIn = (path: string) =>
    readdirSync(path).map((name) => ({ name, text: readFileSync(join(path, name), 'utf8') }))
  const records: readonly (readonly [string, RecordDocument | null])[] = [
    ['the demonstration', readDemonstration(folder).record],
    ['the sample', readRecord(filesIn(SAMPLE)).record],
    ['SPEAR', readRecord(filesIn(join(folder, 'spear'))).record],
  ]
  for (const [name, record] of records) {
    if (record === null) {
      promise(`A12 ${name}`, false, 'it cannot be read', 'to be read')
      continue
    }
    const context = contextOf(record)
    checkLinkedArt(join(folder, 'schemas/linked-art-1.0'), name, context)
    checkIpif(join(folder, 'schemas/ipif/prosopogrAPhI.yaml'), name, context)
    checkByRules(name, context)
  }
}

const contextOf = (record: RecordDocument): ExportContext =>
  toExportContext({
    ...{ record, chronology: buildChronology(record), version: 1 },
    ...{ chapterUrl: 'https://press.example/chapter/x', made: '2026-03-05T12:00:00.000Z' },
    address: (path) => `https://press.example${path}`,
  })

const ofFile = (wanted: string, context: ExportContext): string =>
  RECORD_EXPORTS.find(({ name }) => name === wanted)?.build(context) ?? ''

function checkByRules(name: string, context: ExportContext): void {
  for (const [file, faultsIn] of JUDGES) {
    const faults = faultsIn(ofFile(file, context))
    promise(
      `A12 ${name}, ${file}`,
      faults.length === 0,
      `${faults.length} faults ${faults.slice(0, 2).join('; ')}`,
      'none',
    )
  }
  const faults = faultsInBag(zipRecord(context))
  promise(`A12 ${name}, the bag`, faults.length === 0, `${faults.length} faults ${faults[0] ?? ''}`, 'none')
}

function checkLinkedArt(folder: string, name: string, context: ExportContext): void {
  const ajv = new Ajv2020({ strict: false, allErrors: false })
  addFormats.default(ajv)
  for (const file of readdirSync(folder))
    if (file.endsWith('.json')) ajv.addSchema(readJson(join(folder, file)))
  const schemas = { Person: 'person', Group: 'group', Place: 'place', Event: 'event' }
  const entities = buildLinkedArt(context)
  const wrong = entities.flatMap((entity) => {
    const schema = schemas[entity.type as keyof typeof schemas]
    const validate = ajv.getSchema(`https://linked.art/api/1.0/schema/${schema}.json`)
    return validate?.(entity) === true ? [] : [`${entity.id}: ${ajv.errorsText(validate?.errors ?? [])}`]
  })
  promise(
    `A12 ${name}, Linked Art 1.0 by its own schemas`,
    wrong.length === 0 && entities.length > 0,
    `${entities.length - wrong.length} of ${entities.length} entities are valid ${wrong[0] ?? ''}`,
    'all',
  )
}

/** Its description is one of OpenAPI 3.0, whose schemas a validator of JSON Schema takes as they are. */
function checkIpif(path: string, name: string, context: ExportContext): void {
  const { components } = parse(readFileSync(path, 'utf8')) as { components: { schemas: object } }
  const ajv = new Ajv({ strict: false, validateSchema: false })
  addFormats.default(ajv)
  ajv.addSchema({ $id: 'ipif', components })
  const whole = JSON.parse(ofFile('ipif.json', context)) as { readonly [list: string]: readonly object[] }
  const schemas = { persons: 'Person', sources: 'Source', factoids: 'Factoid', statements: 'Statement' }
  const judged = Object.entries(schemas).flatMap(([list, schema]) => {
    const validate = ajv.getSchema(`ipif#/components/schemas/${schema}`)
    return (whole[list] ?? []).map((one) =>
      validate?.(one) === true ? '' : `${schema}: ${ajv.errorsText(validate?.errors ?? [])}`,
    )
  })
  const wrong = judged.filter((fault) => fault !== '')
  promise(
    `A12 ${name}, IPIF 0.3.3 by its own description`,
    wrong.length === 0 && judged.length > 0,
    `${judged.length - wrong.length} of ${judged.length} objects are valid ${wrong[0] ?? ''}`,
    'all',
  )
}
