/** What the handbook tells of the program, asked of the program. */
import { EPUB_RULES } from '@chapterhouse/epub'
import { allRules, bookYamlSchema } from '#intake'
import { configurationTable } from '#platform'
import { buildCommands as programCommands } from '../commands/index.ts'
import { buildCommands, buildKeys, buildRules, buildSettings } from './build-tables.ts'

/** Name → Markdown, for each `<!-- table: name -->` of docs/handbook. */
export const handbookTables = (): ReadonlyMap<string, string> =>
  new Map([
    ['commands', buildCommands(programCommands())],
    ['settings', buildSettings(configurationTable)],
    ['book-yaml', buildKeys(bookYamlSchema)],
    ...buildRules(allRules(), EPUB_RULES),
  ])
