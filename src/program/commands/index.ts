/** The command line, joined. A command's own code is loaded when it is called, so that none pays for another. */
import { Command } from 'commander'
import { RELEASE } from '../release.ts'
import { addCopies } from './accessible-copies.ts'
import { addBooks } from './books.ts'
import { addCare } from './care.ts'
import { addCodes } from './codes.ts'
import { addCollections } from './collections.ts'
import { addConnections } from './connections.ts'
import { addFederations } from './federations.ts'
import { addInstitutions } from './institutions.ts'
import { addLicences } from './licences.ts'
import { addOrders } from './orders.ts'
import { addParcels } from './parcels.ts'
import { addPeople } from './people.ts'
import { addPrices } from './prices.ts'
import { addRecord } from './record.ts'
import { addServing } from './serving.ts'
import { addShelf } from './shelf.ts'
import { addUsage } from './usage.ts'

export function buildCommands(): Command {
  const program = new Command('chapterhouse')
    .description(
      'The home of scholarly books: takes in what a press sends and publishes a page for every chapter.',
    )
    .version(RELEASE)
    .showHelpAfterError('“chapterhouse --help” lists the commands.')
    .addHelpText('after', ENVIRONMENT)
  addServing(program)
  addShelf(program)
  addParcels(program)
  addBooks(program)
  addRecord(program)
  addCare(program)
  addPeople(program)
  addInstitutions(program)
  addLicences(program)
  addCodes(program)
  addCollections(program)
  addFederations(program)
  addPrices(program)
  addOrders(program)
  addCopies(program)
  addConnections(program)
  addUsage(program)
  return program
}

const ENVIRONMENT = `
Settings are environment variables; the most used ones:
  PORT, HOST      where the site listens (8080, 127.0.0.1)
  DATA_DIR        where everything is kept (./data)
  DATABASE_URL    a PostgreSQL of your own instead of the embedded one
  PUBLIC_URL      the address readers use
“chapterhouse doctor” checks all of them. The handbook lists them with their meaning.

Examples:
  chapterhouse serve
  chapterhouse add --dry-run autumn-list/
  chapterhouse add --press aldine --access closed 9781474467230.epub
  chapterhouse backup /var/backups/books.tar`
