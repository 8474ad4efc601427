/**
 * The reasoning of the record against what others know: the demonstration record, American chiefs of mission, names in twenty-eight
 * systems of romanisation, labelled pairs of names, a prosopography in TEI, and the schemas of those who read our files.
 *
 *   npm run corpus:record -- ../shared/data [--quick]
 *
 * Each line says what was promised (A1 to A16 of the dossier) and what was found. Exit code 1 when a promise is not kept.
 */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { checkDemonstration } from './corpus-record/demonstration.ts'
import { checkExports } from './corpus-record/exports.ts'
import { checkMissions } from './corpus-record/missions.ts'
import { checkNames } from './corpus-record/names.ts'
import { checkNetworks } from './corpus-record/networks.ts'
import { failures } from './corpus-record/promise.ts'
import { checkProsopography } from './corpus-record/prosopography.ts'

const folder = resolve(process.argv[2] ?? '../shared/data', 'record')
if (existsSync(folder)) {
  checkDemonstration(folder)
  checkNetworks()
  checkMissions(folder, process.argv.includes('--quick'))
  checkNames(folder)
  checkProsopography(folder)
  checkExports(folder)
} else console.log(`skipped: ${folder} is not there`)

const failed = failures()
console.log(failed === 0 ? '\nevery promise is kept' : `\n${failed} promises are not kept`)
process.exitCode = failed === 0 ? 0 : 1
