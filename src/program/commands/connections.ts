/** Connections of readers to their clouds. */
import type { Command } from 'commander'
import { JSON_LINES } from './shared-words.ts'

export function addConnections(program: Command): void {
  const connection = program
    .command('connection')
    .description('readers’ connections to Dropbox and Google Drive, and the keys under which they are sealed')
  connection
    .command('list')
    .description('say what is configured, and how many readers have connected')
    .option(...JSON_LINES)
    .action(async (options) => (await import('../connections.ts')).list(options))
  connection
    .command('keys')
    .description('list the keys under which permissions of readers are sealed, or change them')
    .option('--change', 'seal everything anew under a new key; the old ones are then forgotten')
    .action(async (options) => (await import('../connections.ts')).keys(options))
}
