/**
 * Where every limited process begins. It is told a module, and asks that module's `answer` for one request after another, each a
 * line of JSON on its standard input; when that ends, so does it. It loads next to nothing: starting is most of what it costs.
 */
import { writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { ANSWERED, type Answer, TELLING_FD } from './telling.ts'

const tell = (line: string): void => void writeSync(TELLING_FD, `${line}\n`)

const { answer }: { answer: Answer } = await import(pathToFileURL(process.argv[2] ?? '').href)
for await (const line of createInterface({ input: process.stdin })) {
  await answer(JSON.parse(line), tell)
  tell(ANSWERED)
}
