/**
 * API v1 described for machines (OpenAPI 3.1.1), from the very schemas its answers are built to, with the meaning of every
 * field in the language of whoever reads.
 */
import { z } from 'zod'
import { recordApiSchemas, recordQuery } from '#record'
import { canonical, type Place, paths } from '#web'
import { words } from '../words.ts'
import { apiSchemas, bookQuery } from './schemas.ts'

/** A JSON schema, as far as this file and the page about it read one. */
export type JsonSchema = {
  readonly type?: string
  readonly $ref?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly enum?: readonly string[]
  readonly const?: string
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly default?: string | number
}

export type OpenApi = {
  readonly openapi: '3.1.1'
  readonly info: { readonly title: string; readonly description: string; readonly version: string }
  readonly servers: readonly { readonly url: string }[]
  readonly paths: Readonly<Record<string, { readonly get: Operation }>>
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> }
}

export type Operation = {
  readonly operationId: string
  readonly summary: string
  readonly parameters: readonly Parameter[]
  readonly responses: Readonly<Record<string, ApiResponse>>
}

export type Parameter = {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required: boolean
  readonly description: string
  readonly schema: JsonSchema
}

type ApiResponse = {
  readonly description: string
  readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>>
}

export function buildOpenApi(place: Place): OpenApi {
  const t = words(place.language)
  const idOf: Parameter = {
    name: 'id',
    in: 'path',
    required: true,
    description: t.parameters.id,
    schema: { type: 'string' },
  }
  const problem = (description: string): ApiResponse => ({
    description,
    content: { 'application/problem+json': { schema: reference('Problem') } },
  })
  const answer = (description: string, schema: string): ApiResponse => ({
    description,
    content: { 'application/json': { schema: reference(schema) } },
  })
  const one = (
    operationId: 'getBook' | 'getChapter' | 'getRecord',
    schema: string,
    { description, parameters = [idOf] }: { description: string; parameters?: readonly Parameter[] },
  ) => ({
    get: {
      operationId,
      summary: t.operations[operationId],
      parameters,
      responses: {
        200: answer(description, schema),
        404: problem(t.responses[404]),
        410: problem(t.responses[410]),
      },
    },
  })
  return {
    openapi: '3.1.1',
    info: { title: t.api.title, description: t.api.summary, version: '1.0.0' },
    servers: [{ url: canonical(place, '') }],
    paths: {
      [paths.apiBooks]: {
        get: {
          operationId: 'listBooks',
          summary: t.operations.listBooks,
          parameters: queryParameters(bookQuery, place),
          responses: { 200: answer(t.responses.books, 'BookList'), 400: problem(t.responses[400]) },
        },
      },
      [paths.apiBook({ id: '{id}' })]: one('getBook', 'Book', { description: t.responses.book }),
      [paths.apiChapter({ id: '{id}' })]: one('getChapter', 'Chapter', { description: t.responses.chapter }),
      [paths.apiRecords]: {
        get: {
          operationId: 'listRecords',
          summary: t.operations.listRecords,
          parameters: queryParameters(recordQuery, place),
          responses: { 200: answer(t.responses.records, 'RecordList'), 400: problem(t.responses[400]) },
        },
      },
      [paths.apiRecord('{record}')]: one('getRecord', 'Record', {
        description: t.responses.record,
        parameters: [{ ...idOf, name: 'record', description: t.parameters.record }],
      }),
    },
    components: { schemas: componentSchemas(place) },
  }
}

const reference = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })

function queryParameters(query: z.ZodType, { language }: Place): readonly Parameter[] {
  const t = words(language)
  const { properties = {} } = z.toJSONSchema(query, {
    io: 'input',
    target: 'draft-2020-12',
  }) as JsonSchema
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    description: t.parameters[name as keyof typeof t.parameters],
    schema,
  }))
}

function componentSchemas({ language }: Place): Readonly<Record<string, JsonSchema>> {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(apiSchemas)) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, {
    target: 'draft-2020-12',
    uri: (id) => `#/components/schemas/${id}`,
  }) as { readonly schemas: Readonly<Record<string, JsonSchema>> }
  const { fields, recordFields } = words(language)
  const meaningsOf = (name: string): Readonly<Record<string, string>> =>
    isOfRecords(name) ? { ...fields, ...recordFields } : fields
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      withMeanings(withoutMarks(schema), meaningsOf(name)),
    ]),
  )
}

/** There a word may mean something else than of a book: a note, a page, a kind. */
export const isOfRecords = (name: string): boolean => name in recordApiSchemas

/** Inside an OpenAPI document the schemas are told apart by their place, not by marks of their own. */
const withoutMarks = (
  schema: JsonSchema & { readonly $schema?: string; readonly $id?: string },
): JsonSchema => {
  const { $schema: _, $id: __, ...rest } = schema
  return rest
}

function withMeanings(schema: JsonSchema, meanings: Readonly<Record<string, string>>): JsonSchema {
  const inner = (one: JsonSchema) => withMeanings(one, meanings)
  return {
    ...schema,
    ...(schema.items ? { items: inner(schema.items) } : {}),
    ...(schema.anyOf ? { anyOf: schema.anyOf.map(inner) } : {}),
    ...(schema.oneOf ? { oneOf: schema.oneOf.map(inner) } : {}),
    ...(schema.properties
      ? {
          properties: Object.fromEntries(
            Object.entries(schema.properties).map(([name, property]) => [
              name,
              {
                ...inner(property),
                ...(meanings[name] === undefined ? {} : { description: meanings[name] }),
              },
            ]),
          ),
        }
      : {}),
  }
}
