/** Running the site. */
import type { Command } from 'commander'

export function addServing(program: Command): void {
  program
    .command('serve')
    .description('run the site: its pages and its worker, in one process')
    .option('--no-worker', 'pages alone; run “chapterhouse worker” beside it')
    .option('--no-samples', 'do not publish the sample press when the shelf is empty')
    .addHelpText(
      'after',
      `
Prints one line with the address when the site answers. Stops cleanly on Ctrl-C and SIGTERM: what is being answered is
answered, what is being added is finished or left as if it had never come.`,
    )
    .action(async (options) => (await import('../serve.ts')).serve(options))
  program
    .command('worker')
    .description('run the worker alone: adds what comes into the inbox, and clears up')
    .action(async () => (await import('../worker.ts')).work())
}
