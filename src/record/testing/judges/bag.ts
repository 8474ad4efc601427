/** What BagIt 1.0 (RFC 8493) asks of a bag: its declaration, every file of it in a manifest and the other way round, and the sums. */
import { createHash } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'

export function faultsInBag(bytes: Uint8Array): readonly string[] {
  const packed = Object.entries(unzipSync(bytes))
  const roots = new Set(packed.map(([path]) => path.split('/')[0]))
  if (roots.size !== 1) return ['The bag is not in one folder']
  const [root = ''] = roots
  const files = new Map(packed.map(([path, content]) => [path.slice(root.length + 1), content]))
  const text = (name: string) => strFromU8(files.get(name) ?? new Uint8Array())
  const payload = [...files.keys()].filter((name) => name.startsWith('data/'))
  const tags = [...files.keys()].filter((name) => !name.startsWith('data/') && !/^tagmanifest-/.test(name))
  return [
    ...(text('bagit.txt') === 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'
      ? []
      : ['bagit.txt is not as §2.1.1 writes it']),
    ...(payload.length > 0 ? [] : ['There is no payload']),
    ...faultsInManifest('manifest-sha256.txt', payload),
    ...faultsInManifest('tagmanifest-sha256.txt', tags),
    ...faultsInTags(),
  ]

  function faultsInManifest(manifest: string, wanted: readonly string[]): readonly string[] {
    const lines = text(manifest).split('\n').slice(0, -1)
    const named = lines.map((line) => /^([0-9a-f]{64}) {1,2}(\S.*)$/.exec(line) ?? [])
    const names = new Set(named.map(([, , name]) => name))
    return [
      ...named.flatMap(([line, sum, name]) => {
        if (line === undefined || name === undefined) return [`${manifest} has a line that cannot be read`]
        const content = files.get(name)
        if (content === undefined) return [`${manifest} names ${name}, which is not there`]
        return createHash('sha256').update(content).digest('hex') === sum ? [] : [`${name} has another sum`]
      }),
      ...wanted.filter((name) => !names.has(name)).map((name) => `${name} is not in ${manifest}`),
      ...(names.size === named.length ? [] : [`${manifest} names a file twice`]),
    ]
  }

  /** §2.2.2: a label, a colon, a value; `Payload-Oxum` is the bytes and the number of the files. */
  function faultsInTags(): readonly string[] {
    const lines = text('bag-info.txt').split('\n').slice(0, -1)
    const bytesOfPayload = payload.reduce((sum, name) => sum + (files.get(name)?.length ?? 0), 0)
    const oxum = `Payload-Oxum: ${bytesOfPayload}.${payload.length}`
    return [
      ...lines.filter((line) => !/^[^\s:][^:]*: \S.*$/.test(line)).map((line) => `bag-info.txt: ${line}`),
      ...(lines.includes(oxum) ? [] : [`bag-info.txt does not say ${oxum}`]),
    ]
  }
}
