import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { estimateLightCopy } from './estimate-light-copy.ts'

const sizeOf = (name: string, packedBytes: number): number => estimateLightCopy([{ name, packedBytes }])

describe('the estimate of a copy with lighter pictures', () => {
  it('leaves words, typefaces and small pictures as they are', () => {
    for (const name of ['one.xhtml', 'face.woff2']) assert.equal(sizeOf(name, 900_000), 900_000)
    assert.equal(sizeOf('ornament.png', 12_000), 12_000)
  })

  it('takes a picture for no larger than a screenful, nor than it is', () => {
    assert.equal(sizeOf('scan.JPG', 9_000_000), 350_000)
    assert.equal(sizeOf('figure.jpeg', 300_000), 200_000)
    for (const bytes of [60_000, 60_001, 80_000]) assert.ok(sizeOf('plate.webp', bytes) <= bytes)
  })
})
