import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { openWorkbench } from './open-workbench.ts'

const root = await mkdtemp(join(tmpdir(), 'chapterhouse-workbench-'))
after(() => rm(root, { recursive: true, force: true }))

const main = join(root, 'maker.mjs')
await writeFile(
  main,
  `import { readFileSync, writeFileSync } from 'node:fs'
   let times = 0
   export function answer(order) {
     if (order === null) return
     if (order.act === 'fail') writeFileSync(order.to + '/failure.json', JSON.stringify({ message: 'It has no pages.' }))
     else if (order.act === 'break') throw new Error('a fault of ours')
     else if (order.act === 'nothing') return
     else writeFileSync(order.to + '/made', readFileSync(order.from, 'utf8') + ' ' + ++times)
   }`,
)
const books = ['Ada', 'Bea'].map((name) => join(root, name))
for (const book of books) await writeFile(book, book.slice(root.length + 1))
const [ada = '', bea = ''] = books

let made = 0
async function make(bench: ReturnType<typeof openWorkbench>, from: string, act = 'make') {
  const path = join(root, `made-${++made}`)
  const end = await bench.make({ main, order: { from, act }, signal: undefined }, path)
  assert.equal(existsSync(path), end.ok)
  return end.ok ? readFileSync(path, 'utf8') : end.error
}

describe('the workbench', () => {
  it('makes what is asked of one book by one process, and of another book by another', async () => {
    const bench = openWorkbench(join(root, 'one'))
    assert.equal(await make(bench, ada), 'Ada 1')
    assert.equal(await make(bench, ada), 'Ada 2')
    assert.equal(await make(bench, bea), 'Bea 1')
    assert.equal(await make(bench, ada), 'Ada 1')
    assert.equal(readdirSync(join(root, 'one')).length, 1)
  })

  it('tells why nothing came of it, and goes on', async () => {
    const bench = openWorkbench(join(root, 'two'))
    assert.equal(await make(bench, ada, 'fail'), 'It has no pages.')
    assert.equal(await make(bench, ada, 'break'), 'The file of the book could not be read.')
    assert.equal(await make(bench, ada, 'nothing'), 'The file of the book could not be read.')
    assert.match(await make(bench, ada), /^Ada /)
  })

  it('leaves no process and no folder behind when nothing more is asked', async () => {
    const bench = openWorkbench(join(root, 'three'), { keptMs: 10 })
    assert.equal(await make(bench, ada), 'Ada 1')
    while (readdirSync(join(root, 'three')).length > 0)
      await new Promise((resolve) => setTimeout(resolve, 10))
    assert.equal(await make(bench, ada), 'Ada 1')
  })
})
