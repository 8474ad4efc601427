/** Each form in which a record leaves the house, held against the rules of those who will read it. */
import { faultsInAnnotations } from './annotations.ts'
import { faultsInIpif } from './ipif.ts'
import { faultsInLinkedPlaces } from './linked-places.ts'
import { faultsInQuickStatements } from './quick-statements.ts'
import { faultsInTei } from './tei.ts'

export { faultsInBag } from './bag.ts'

/** By the name of the file. */
export const JUDGES: ReadonlyMap<string, (text: string) => readonly string[]> = new Map([
  ['record.tei.xml', faultsInTei],
  ['annotations.jsonld', faultsInAnnotations],
  ['places.geojson', faultsInLinkedPlaces],
  ['ipif.json', faultsInIpif],
  ['quickstatements.txt', faultsInQuickStatements],
])
