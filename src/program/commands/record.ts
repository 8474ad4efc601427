/** The evidence behind a chapter: its files, and those who review it. */
import type { Command } from 'commander'
import { exitWith } from '../telling.ts'
import { JSON_LINES } from './shared-words.ts'

export function addRecord(program: Command): void {
  const record = program
    .command('record')
    .description('the evidence behind a chapter, as files beside its book')
    .addHelpText('after', '\nA record is a folder of YAML or CSV files; in a parcel it stands under record/.')
  record
    .command('new')
    .description('write a record to begin with, every key explained, and the schema for editors')
    .argument('<folder>', 'a folder that does not exist yet')
    .action(async (folder) => exitWith(await (await import('../record-files.ts')).newRecord(folder)))
  record
    .command('check')
    .description('say what is wrong with records, by file and line, and what follows from them')
    .argument('<folder...>', 'of a record, or of a parcel with a record in it')
    .option('--json', 'one line of JSON for each record')
    .addHelpText(
      'after',
      '\nEnds with 0 when each may be published, with 2 when one has an error or an unanswered conflict.',
    )
    .action(async (folders, options) =>
      exitWith(await (await import('../record-files.ts')).checkRecords(folders, options)),
    )
  record
    .command('build')
    .description('write what readers would see, and the data, as files')
    .argument('<folder>', 'of a record, or of a parcel with a record in it')
    .argument('<out>', 'the folder to write into')
    .action(async (folder, out) =>
      exitWith(await (await import('../record-files.ts')).buildRecord(folder, out)),
    )
  record
    .command('export')
    .description('write a record in a form that others read, or all forms in one zip')
    .argument('<folder>', 'of a record, or of a parcel with a record in it')
    .argument('<out>', 'the folder to write into')
    .option('--as <form>', 'zip, yaml, csv, record.tei.xml, linked-art.jsonld …', 'zip')
    .option('--origin <address>', 'of the site that shows it, for the addresses in the files')
    .action(async (folder, out, options) =>
      exitWith(await (await import('../record-files.ts')).exportRecordFiles(folder, out, options)),
    )
  record
    .command('import')
    .description('make a record of TEI files, or of tables (CSV)')
    .argument('<file...>')
    .requiredOption('--into <folder>', 'a folder that does not exist yet')
    .action(async (files, options) =>
      exitWith(await (await import('../record-files.ts')).importRecord(files, options.into)),
    )
  addReviews(record)
}

const reviews = () => import('../record-reviews.ts')

function addReviews(record: Command): void {
  record
    .command('list')
    .description('list the records of the site, those that wait for somebody first')
    .option('--press <slug>', 'of one press')
    .option('--waiting', 'only those that are not published as they came last')
    .option(...JSON_LINES)
    .action(async (options) => (await reviews()).list(options))
  record
    .command('ask')
    .description('ask somebody who has an account to review a record; a letter tells where')
    .argument('<record>', 'as “chapterhouse record list” prints it')
    .argument('<email>')
    .option('--no-longer', 'ask this one no longer')
    .action(async (record, email, options) =>
      (await reviews()).ask(record, email, { noLonger: options.longer === false }),
    )
  record
    .command('review')
    .description('write down what a reviewer says of a record, or of one claim in it')
    .argument('<record>')
    .requiredOption('--by <email>', 'somebody who is asked to review it')
    .option('--approve', 'these files may be published')
    .option('--return', 'they may not; say why with --note')
    .option('--agree <claim>', 'to one claim')
    .option('--question <claim>', 'one claim; say why with --note')
    .option('--note <text>', 'why, for the author')
    .addHelpText(
      'after',
      '\nThe record is published with the second approval, where nothing else stands in its way.',
    )
    .action(async (record, options) => (await reviews()).review(record, options))
}
