/** What was read. */
import type { Command } from 'commander'

export function addUsage(program: Command): void {
  const usage = program.command('usage').description('what was read, by whose readers, as COUNTER counts it')
  usage
    .command('status')
    .description('say what is noted, what is moved and what is counted')
    .option('--json', 'as JSON')
    .action(async (options) => (await import('../usage.ts')).showStatus(options))
  usage
    .command('move')
    .description('move what is noted into the database now; the worker does it every few seconds')
    .action(async () => (await import('../usage.ts')).moveNow())
  usage
    .command('counts')
    .description('count a month, and print it book by book')
    .requiredOption('--month <month>', 'such as 2026-11, in UTC')
    .option('--press <slug>', 'books of one press')
    .option('--institution <institution>', 'its readers alone, by its id, ROR id or name')
    .option('--json', 'one line of JSON for each book')
    .action(async (options) => (await import('../usage.ts')).showCounts(options))
}
