import { stringify } from 'yaml'
import type { RecordDocument } from '../model/index.ts'
import { toOwnFiles } from './to-own-files.ts'

export type TextFile = { readonly name: string; readonly text: string }

/** As an author keeps it: record.yaml, and a file for each list. What could be taken for a number stands in quotation marks. */
export function buildYamlFiles(record: RecordDocument): readonly TextFile[] {
  const { head, lists } = toOwnFiles(record)
  const write = (value: unknown) => stringify(value, { lineWidth: 110, aliasDuplicateObjects: false })
  const inMentions = ['mentions', 'distinct']
  const inClaims = ['claims', 'conflicts']
  const file = (name: string, keys: readonly string[]): readonly TextFile[] => {
    const kept = keys.flatMap((key) => {
      const items = lists.get(key)
      return items === undefined ? [] : [[key, items] as const]
    })
    return kept.length === 0 ? [] : [{ name: `${name}.yaml`, text: write(Object.fromEntries(kept)) }]
  }
  return [
    { name: 'record.yaml', text: write(head) },
    ...['people', 'groups', 'places', 'events', 'sources'].flatMap((name) => file(name, [name])),
    ...file('claims', inClaims),
    ...file('mentions', inMentions),
    ...file('series', ['series']),
  ]
}
