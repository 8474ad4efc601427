/** Every form in which a record can be taken away. The living are spared in each of them, whoever asks. */
import { withholdLiving } from '../keeping/restrict.ts'
import { buildTei } from '../tei/build-tei.ts'
import { ANNOTATIONS, buildAnnotations } from './build-annotations.ts'
import { buildCsvFiles } from './build-csv.ts'
import { buildIpif } from './build-ipif.ts'
import { buildLinkedArtGraph } from './build-linked-art.ts'
import { buildLinkedPlaces } from './build-linked-places.ts'
import { buildQuickStatements } from './build-quick-statements.ts'
import { buildYamlFiles, type TextFile } from './build-yaml.ts'
import { type ExportContext, toJson } from './export-context.ts'

export type RecordExport = {
  /** Of the file, and the end of its address. */
  readonly name: string
  /** What people call the form. */
  readonly label: string
  readonly mediaType: string
  readonly build: (context: ExportContext) => string
}

const spared =
  (build: RecordExport['build']): RecordExport['build'] =>
  (context) =>
    build({ ...context, record: withholdLiving(context.record) })

export const RECORD_EXPORTS: readonly RecordExport[] = [
  {
    name: 'record.tei.xml',
    label: 'TEI',
    mediaType: 'application/tei+xml',
    build: ({ record }: ExportContext) => buildTei(record),
  },
  {
    name: 'linked-art.jsonld',
    label: 'Linked Art (JSON-LD)',
    mediaType: 'application/ld+json',
    build: (context: ExportContext) => toJson(buildLinkedArtGraph(context)),
  },
  {
    name: ANNOTATIONS,
    label: 'Web Annotation',
    mediaType: 'application/ld+json',
    build: buildAnnotations,
  },
  {
    name: 'places.geojson',
    label: 'Linked Places (GeoJSON)',
    mediaType: 'application/geo+json',
    build: buildLinkedPlaces,
  },
  { name: 'ipif.json', label: 'IPIF', mediaType: 'application/json', build: buildIpif },
  {
    name: 'quickstatements.txt',
    label: 'QuickStatements',
    mediaType: 'text/plain; charset=utf-8',
    build: buildQuickStatements,
  },
].map((each) => ({ ...each, build: spared(each.build) }))

export const ownFiles = ({ record }: ExportContext): readonly TextFile[] =>
  buildYamlFiles(withholdLiving(record))

export const tableFiles = ({ record, chronology }: ExportContext): readonly TextFile[] =>
  buildCsvFiles(withholdLiving(record), chronology)
