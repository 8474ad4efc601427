/** Every form in which a record can be taken away. The living are spared in each of them, whoever asks. */
import { withholdLiving } from '../keeping/restrict.ts'
import { buildTei } from '../tei/build-tei.ts'
import { buildAnnotations } from './build-annotations.ts'
import { buildCsvFiles } from './build-csv.ts'
import { buildIpif } from './build-ipif.ts'
import { buildLinkedArtGraph } from './build-linked-art.ts'
import { buildLinkedPlaces } from './build-linked-places.ts'
import { buildQuickStatements } from './build-quick-statements.ts'
import { buildYamlFiles, type TextFile } from './build-yaml.ts'
import { type ExportContext, toJson } from './export-context.ts'
import { ANNOTATIONS, RECORD_FORMS, type RecordFormName } from './record-forms.ts'

export type RecordExport = (typeof RECORD_FORMS)[number] & {
  readonly build: (context: ExportContext) => string
}

const BUILDERS: Readonly<Record<RecordFormName, RecordExport['build']>> = {
  'record.tei.xml': ({ record }) => buildTei(record),
  'linked-art.jsonld': (context) => toJson(buildLinkedArtGraph(context)),
  [ANNOTATIONS]: buildAnnotations,
  'places.geojson': buildLinkedPlaces,
  'ipif.json': buildIpif,
  'quickstatements.txt': buildQuickStatements,
}

export const buildExport = (name: RecordFormName, context: ExportContext): string =>
  BUILDERS[name]({ ...context, record: withholdLiving(context.record) })

export const RECORD_EXPORTS: readonly RecordExport[] = RECORD_FORMS.map((form) => ({
  ...form,
  build: (context) => buildExport(form.name, context),
}))

export const ownFiles = ({ record }: ExportContext): readonly TextFile[] =>
  buildYamlFiles(withholdLiving(record))

export const tableFiles = ({ record, chronology }: ExportContext): readonly TextFile[] =>
  buildCsvFiles(withholdLiving(record), chronology)
