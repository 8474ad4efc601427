/** Collections: what is licensed together. */
import type { Command } from 'commander'
import { JSON_LINES } from './shared-words.ts'

const licences = () => import('../licences.ts')

export function addCollections(program: Command): void {
  const collection = program
    .command('collection')
    .description('books that are licensed together')
    .addHelpText(
      'after',
      '\nA book that comes to the shelf and fits the rule of a collection is in it at once, and whoever licensed it reads it.',
    )
  collection
    .command('add')
    .description('make a collection')
    .argument('<name>')
    .option('--press <slug>', 'whose books; * for every press; needed where there are several')
    .option('--everything', 'by rule: every book')
    .option('--imprint <slug>', 'by rule: of one imprint, as it stands in the address of its list')
    .option('--series <slug>', 'by rule: of one series')
    .option('--subject <slug>', 'by rule: of one subject')
    .option('--year <year>', 'by rule: of one print year; several rules hold together')
    .option('--books <id...>', 'these, whatever the rule says')
    .option(...JSON_LINES)
    .action(async (name, options) => (await licences()).addCollection(name, options))
  collection
    .command('change')
    .description('rename it, put books in and take them out')
    .argument('<collection>')
    .option('--name <name>', 'what it is called from here on; its word in licences stays')
    .option('--put <id...>', 'books and chapters to be in it')
    .option('--take <id...>', 'those that are listed in it no longer')
    .option(...JSON_LINES)
    .action(async (word, options) => (await licences()).changeCollection(word, options))
  collection
    .command('list')
    .description('list the collections, with the number of what is in them')
    .option('--press <slug>', 'those of one press, and of all')
    .option(...JSON_LINES)
    .action(async (options) => (await licences()).showCollections(options))
  collection
    .command('remove')
    .description('remove a collection; licences open nothing by it any more')
    .argument('<collection>')
    .action(async (word) => (await licences()).removeCollection(word))
}
