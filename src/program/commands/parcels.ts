/** What waits to be published. */
import type { Command } from 'commander'
import { JSON_LINES } from './shared-words.ts'

const parcels = () => import('../parcels.ts')

export function addParcels(program: Command): void {
  const parcel = program
    .command('parcel')
    .description('what was handed in by the browser, or with “add --hold”, and waits for a decision')
  parcel
    .command('list')
    .description('list what waits, newest first, with the address of its preview')
    .option('--press <slug>', 'for one press')
    .option('--all', 'also what is settled')
    .option(...JSON_LINES)
    .action(async (options) => (await parcels()).list(options))
  parcel
    .command('show')
    .description('tell of one what was found in it')
    .argument('<id>')
    .option(...JSON_LINES)
    .action(async (id, options) => (await parcels()).show(id, options))
  parcel
    .command('publish')
    .description('put it on the shelf, now or on a day')
    .argument('<id>')
    .option('--on <day>', 'such as 2027-03-01 or "2027-03-01 09:00", in UTC')
    .action(async (id, options) => (await parcels()).publish(id, options))
  parcel
    .command('hold')
    .description('let it wait until somebody decides; takes back the day that was set')
    .argument('<id>')
    .action(async (id) => (await parcels()).hold(id))
  parcel
    .command('drop')
    .description('discard it')
    .argument('<id>')
    .action(async (id) => (await parcels()).drop(id))
}
