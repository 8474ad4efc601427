/** Changing what is told of a book and of its chapters: as corrections, read and judged by the same rules as the files. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readForm } from '#accounts'
import type { Issue } from '#book'
import { loadIssueWords } from '../add/issue-words.ts'
import type { Clerk } from '../clerk.ts'
import { at, consolePath } from '../console-page.ts'
import type { ConsoleDeps } from '../deps.ts'
import { doerOf } from '../in-deed.ts'
import { showConsole, showMissing } from '../show-console.ts'
import { handInEdit } from './book-deeds.ts'
import { goToHandedIn, type OfBook, type Shelved, whenShelved } from './book-routes.ts'
import { type Editing, faultAt, findFaults, openEditing, toCorrections } from './edit-book.ts'
import { renderEditForm } from './edit-form.ts'
import { toFieldText } from './fields.ts'
import { words } from './words.ts'

type OfChapter = { Params: { id: string; chapter: string } }

export function editRoutes(app: FastifyInstance, deps: ConsoleDeps): void {
  const one = `${consolePath('books')}/:id`
  for (const method of ['GET', 'POST'] as const) {
    app.route<OfBook>({
      ...{ method, url: `${one}/edit` },
      handler: (request, reply) =>
        whenShelved(deps, request, reply, (clerk, found) => edit(deps, request, reply, clerk, found, null)),
    })
    app.route<OfChapter>({
      ...{ method, url: `${one}/chapters/:chapter` },
      handler: (request, reply) =>
        whenShelved(deps, request, reply, (clerk, found) =>
          edit(deps, request, reply, clerk, found, request.params.chapter),
        ),
    })
  }
}

/** Shows the form, or takes it. `chapterId` null: of the book. */
async function edit(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  { book }: Shelved,
  chapterId: string | null,
): Promise<FastifyReply> {
  const editing = await openEditing(deps.db, book, chapterId)
  if (editing === null) return showMissing(deps, request, reply, clerk)
  if (request.method === 'GET') return showForm(deps, request, reply, clerk, editing)
  const t = words(clerk.place.language)
  const body = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
  const corrections = toCorrections(editing, (key) => body.get(key))
  if (corrections === null)
    return showForm(deps, request, reply, clerk, editing, { problem: t.nothingChanged })
  const faults = await findFaults(editing, corrections)
  if (faults.length > 0) {
    const say = await loadIssueWords(clerk.place.language)
    const tell = (fault: Issue): string => {
      const said = say(fault)
      return said.kind === 'found' ? said.text : said.found
    }
    const problems = Object.fromEntries(
      editing.fields.flatMap((field) => {
        const fault = faultAt(faults, field)
        return fault === undefined ? [] : [[field.key, tell(fault)]]
      }),
    )
    const [first] = faults
    const problem = Object.keys(problems).length > 0 || first === undefined ? t.wrong : tell(first)
    return showForm(deps, request, reply, clerk, editing, { problems, problem })
  }
  const typed = readForm(request)
  const note = typed('note').trim() || null
  const wish = { corrections, note, publishWhenRead: typed('at-once') === 'yes', act: 'book-edited' } as const
  return goToHandedIn(deps, reply, clerk, (tx) => handInEdit(tx, book, doerOf(clerk), wish))
}

function showForm(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  { book, chapterId, title, fields, now }: Editing,
  {
    problem = null,
    problems = {},
  }: { readonly problem?: string | null; readonly problems?: Readonly<Record<string, string>> } = {},
): Promise<FastifyReply> {
  const { place } = clerk
  const t = words(place.language)
  const typed = readForm(request)
  const isSent = request.method === 'POST'
  const action =
    chapterId === null
      ? at(place, 'books', book.id, 'edit')
      : at(place, 'books', book.id, 'chapters', chapterId)
  return showConsole(deps, request, reply, clerk, {
    ...({
      here: 'books',
      title,
      above: chapterId === null ? t.editBook : `${t.chapter} · ${book.title}`,
    } as const),
    ...{ problem, status: problem === null ? 200 : 422 },
    body: renderEditForm({
      ...{ place, action, fields, problems, note: typed('note'), language: book.languages[0] ?? 'und' },
      text: (key) => {
        const field = fields.find((one) => one.key === key)
        return isSent ? typed(key) : field === undefined ? '' : toFieldText(field, now)
      },
    }),
  })
}
