/** Readers who need a copy that they can use. */
import type { Command } from 'commander'
import { JSON_LINES } from './shared-words.ts'

const copies = () => import('../accessible-copies.ts')

export function addCopies(program: Command): void {
  const copy = program
    .command('accessible-copy')
    .description('readers who cannot use a book as it is, and ask for a copy that they can use')
  copy
    .command('list')
    .description('list those who wait, the longest first')
    .option('--press <slug>', 'for books of one press')
    .option('--all', 'also those that are settled')
    .option(...JSON_LINES)
    .action(async (options) => (await copies()).list(options))
  copy
    .command('take')
    .description('take one in hand, or up again: what was sent is then taken back; the reader is told')
    .argument('<id>')
    .action(async (id) => (await copies()).take(id))
  copy
    .command('send')
    .description('send the reader a file, a link by which he reads, or words')
    .argument('<id>')
    .option('--file <file>', 'for this reader alone, to be fetched within 30 days; at most 200 MB')
    .option('--link-until <day>', 'with a link by which all of it can be read here, until this day')
    .option('--answer <text>', 'what the reader is told besides')
    .action(async (id, options) => (await copies()).send(id, options))
  copy
    .command('decline')
    .description('say that there will be no such copy, and why')
    .argument('<id>')
    .requiredOption('--reason <text>', 'what the reader is told')
    .action(async (id, options) => (await copies()).decline(id, options))
}
