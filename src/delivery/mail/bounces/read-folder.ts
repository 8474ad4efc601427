/** Mail for the address of bounces as a mail server lays it into a Maildir (https://cr.yp.to/proto/maildir.html). */
import { mkdir, readdir, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '#platform'
import type { TakeMail } from './take-mail.ts'

const MOST_BYTES = 4 * 2 ** 20
const PAUSE_MS = 15_000

export type FolderReader = { stop(): Promise<void> }

export function followBounceFolder(
  folder: string,
  how: { readonly take: TakeMail; readonly log: Log },
): FolderReader {
  const stopping = new AbortController()
  const { signal } = stopping
  const following = (async () => {
    while (!signal.aborted) {
      await readBounceFolder(folder, how)
      await sleep(PAUSE_MS, undefined, { signal, ref: false }).catch(() => {})
    }
  })()
  return {
    stop: async () => {
      stopping.abort()
      await following
    },
  }
}

/** One look: what is new is read and laid among what is seen. What cannot be taken stays, and is tried again. */
export async function readBounceFolder(
  folder: string,
  { take, log }: { readonly take: TakeMail; readonly log: Log },
): Promise<number> {
  let taken = 0
  for (const name of (await readdir(join(folder, 'new')).catch(() => [])).toSorted()) {
    const path = join(folder, 'new', name)
    try {
      if ((await stat(path)).size <= MOST_BYTES) {
        const raw = await readFile(path, 'latin1')
        await take(raw, addressees(raw))
      }
      await mkdir(join(folder, 'cur'), { recursive: true })
      await rename(path, join(folder, 'cur', `${name.replace(/:2,.*$/, '')}:2,S`))
      taken += 1
    } catch (error) {
      log.error({ err: error, name }, 'A bounce could not be read; it is tried again')
    }
  }
  return taken
}

/** Whom it was for, as the mail server that laid it there wrote it down. */
const addressees = (raw: string): readonly string[] =>
  (raw.split(/\r?\n\r?\n/)[0] ?? '')
    .split(/\r?\n/)
    .flatMap(
      (line) =>
        /^(?:delivered-to|x-original-to|envelope-to|to):\s*(?:.*<)?([^<>\s]+@[^<>\s]+)/i.exec(line)?.[1] ??
        [],
    )
