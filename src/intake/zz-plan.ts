import { readFileSync } from 'node:fs'
import { openEpub, readEpub } from '@chapterhouse/epub'
import { planChapters } from './chapters/plan-chapters.ts'

for (const f of process.argv.slice(2)) {
  const o = await openEpub(readFileSync(f))
  if (!o.ok) {
    console.log(f, o.error)
    continue
  }
  const r = readEpub(o.container)
  if (!r.package) {
    console.log(f, r.issues)
    continue
  }
  console.log('=====', f.split('/').at(-1))
  const t = performance.now()
  const p = planChapters(r.package)
  console.log(
    Math.round(performance.now() - t),
    'ms',
    p.issues.map((i) => i.message),
  )
  for (const [i, c] of p.chapters.entries())
    console.log(
      String(i).padStart(3),
      ' '.repeat(c.depth * 2) + c.type.padEnd(14),
      c.label,
      '|',
      c.title,
      '|',
      c.subtitle,
      '|',
      c.parent,
      c.segments
        .map((s) => s.path.split('/').at(-1) + (s.from ? '#' + s.from : '') + (s.to ? '..' + s.to : ''))
        .join(' ')
        .slice(0, 110),
      c.contributors.join(';'),
      c.language,
      c.direction,
    )
}
