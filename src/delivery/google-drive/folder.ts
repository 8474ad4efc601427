/**
 * Our folder in a reader's Drive: found where we have made it before, made where there is none, once. Its id is written down
 * before it is made, so that a lost reply leaves no second one.
 */
import { ok } from '#base'
import type { Called } from '../connections/cloud.ts'
import type { FolderNote } from '../connections/saving.ts'
import type { DriveApi } from './api.ts'

/** What readers see in their Drive, and by what we know it again whatever they call it. */
export type FolderSign = { readonly name: string; readonly property: string }

export async function findFolder(api: DriveApi, note: FolderNote, sign: FolderSign): Promise<Called<string>> {
  if (note.known !== null) {
    const there = await api.find(note.known)
    if (!there.ok) return there
    if (there.value !== null && !there.value.trashed) return ok(note.known)
    // It was written down, and then not made: or the reader has deleted it.
    if (there.value === null) return make(api, note, sign, { instead: note.known })
  }
  const found = await api.findFolder(sign.property)
  if (!found.ok) return found
  if (found.value === null) return make(api, note, sign, { instead: note.known })
  return ok((await note.keep(found.value, note.known)) ?? found.value)
}

async function make(
  api: DriveApi,
  note: FolderNote,
  { name, property }: FolderSign,
  { instead }: { readonly instead: string | null },
): Promise<Called<string>> {
  const fresh = await api.newId()
  if (!fresh.ok) return fresh
  const id = (await note.keep(fresh.value, instead)) ?? fresh.value
  const made = await api.makeFolder({ id, name, appProperties: { chapterhouse: property } })
  return made.ok ? ok(id) : made
}
