/**
 * The reasoning of the record against what others know: the demonstration record, American chiefs of mission, names in twenty-eight
 * systems of romanisation, labelled pairs of names, a prosopography in TEI, real books, and the schemas and rules of those who
 * read our files.
 *
 *   npm run corpus:record -- ../shared/data [--quick]
 *
 * Each line says what was promised (A1 to A16 of the dossier), what was found, and what was to be found; at the end, a line for
 * each item. Exit code 1 when one is not kept, or was not looked at. How long things take, `npm run bench:record` says.
 * Quickly, as a run of all checks does: fewer mentions, fewer made-up dates, and nothing that its tests prove anyway.
 */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { checkAnchors } from './corpus-record/anchors.ts'
import { checkDates } from './corpus-record/dates.ts'
import { checkDemonstration } from './corpus-record/demonstration.ts'
import { checkExports } from './corpus-record/exports.ts'
import { checkMissions } from './corpus-record/missions.ts'
import { checkNames } from './corpus-record/names.ts'
import { checkNetworks } from './corpus-record/networks.ts'
import { sumUp } from './corpus-record/promise.ts'
import { checkProsopography } from './corpus-record/prosopography.ts'
import { checkReconciliation } from './corpus-record/reconciliation.ts'
import { checkByTests } from './corpus-record/tests.ts'

const ITEMS = Array.from({ length: 16 }, (_, i) => `A${i + 1}`)

const BY_TESTS_ALONE = new Set(['A13', 'A14', 'A16'])

const data = resolve(process.argv[2] ?? '../shared/data')
const folder = resolve(data, 'record')
const isQuick = process.argv.includes('--quick')
if (existsSync(folder)) {
  checkDemonstration(folder)
  checkDates(folder, isQuick)
  checkNetworks()
  checkMissions(folder, isQuick)
  checkNames(folder)
  checkProsopography(folder)
  checkExports(folder)
  checkReconciliation(folder)
  await checkAnchors(resolve(data, 'epub-books'))
  if (!isQuick) checkByTests()
  const wanted = ITEMS.filter((item) => !isQuick || !BY_TESTS_ALONE.has(item))
  const missed = sumUp(wanted)
  console.log(missed === 0 ? '\nevery promise is kept' : `\n${missed} of ${wanted.length} are not kept`)
  process.exitCode = missed === 0 ? 0 : 1
} else console.log(`skipped: ${folder} is not there`)
