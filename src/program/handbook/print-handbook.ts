/** `npm run handbook [folder]`: the handbook as a parcel in a folder, to read or to add. */
import { resolve } from 'node:path'
import { writeHandbookParcel } from './write-handbook-parcel.ts'

const folder = resolve(process.argv[2] ?? '.cache/handbook')
await writeHandbookParcel(folder)
process.stdout.write(`The handbook is in ${folder}\n`)
