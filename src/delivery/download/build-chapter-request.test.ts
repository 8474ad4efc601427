import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { newId } from '#base'
import { toUuid } from './build-chapter-request.ts'

describe('toUuid', () => {
  it('is a well-formed UUID of version 8, the same for the same chapter and another for another', () => {
    const ids = Array.from({ length: 500 }, () => newId())
    const uuids = ids.map(toUuid)
    for (const uuid of uuids)
      assert.match(uuid, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
    assert.equal(new Set(uuids).size, ids.length)
    assert.deepEqual(ids.map(toUuid), uuids)
  })
})
