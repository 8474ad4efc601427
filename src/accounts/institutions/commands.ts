/** `chapterhouse institution …`: what an operator does by hand or by script. Values come back; `program` prints them. */
import { fail, ok, type Result } from '#base'
import type { Database } from '#platform'
import { findAccount } from '../account-store.ts'
import { openAddressBook } from './address-book.ts'
import { parseAddress } from './addresses/parse-address.ts'
import { type ParsedRanges, parseAddressRanges } from './addresses/parse-address-ranges.ts'
import { parseSignInWay } from './decide-sign-ins.ts'
import { describeAddressIssue, describeField, describeRefusal } from './describe.ts'
import type { Institution } from './institution.ts'
import { type InstitutionForm, parseInstitution } from './parse-institution.ts'
import { addInstitution, changeInstitution, setRanges, setSignIn } from './store/change-institutions.ts'
import { addLibrarian, removeLibrarian } from './store/librarian-store.ts'
import { findInstitution, listInstitutions, listRanges, loadInstitutions } from './store/read-institutions.ts'

/** Sentences, each of which says what to do. */
type Told<T> = Promise<Result<T, readonly string[]>>

const doing = () => ({ by: 'command line', now: new Date() })

/** By its id, its ROR id or its name, where only one is called so. */
export async function findByWord(db: Database, word: string): Told<Institution> {
  const found = await findInstitution(db, word)
  if (found !== null) return ok(found)
  const all = await loadInstitutions(db)
  const same = all
    .map(({ institution }) => institution)
    .filter(
      ({ name, ror }) =>
        name.toLowerCase() === word.toLowerCase() || ror?.endsWith(`/${word.replace(/^.*\//, '')}`),
    )
  const [only] = same
  if (only !== undefined && same.length === 1) return ok(only)
  return fail([
    same.length > 1
      ? `${same.length} institutions are called “${word}”; name one by its id: ${same.map(({ id }) => id).join(', ')}.`
      : `There is no institution “${word}”. “chapterhouse institution list” lists them with their ids.`,
  ])
}

export type InstitutionOptions = Omit<InstitutionForm, 'otherNames'> & {
  readonly otherNames?: readonly string[]
  /** By id, ROR id or name; an empty list: to none. */
  readonly memberOf?: readonly string[]
}

export async function addByCommand(db: Database, options: InstitutionOptions): Told<Institution> {
  const facts = parseInstitution(toForm(options))
  if (!facts.ok) return fail(facts.error.map((field) => describeField(field, 'en')))
  const memberOf = await findAll(db, options.memberOf ?? [])
  if (!memberOf.ok) return memberOf
  const added = await addInstitution(db, { ...facts.value, memberOf: memberOf.value }, doing())
  return added.ok ? added : fail(describeRefusal(added.error, 'en'))
}

export async function changeByCommand(
  db: Database,
  word: string,
  options: InstitutionOptions,
): Told<Institution> {
  const found = await findByWord(db, word)
  if (!found.ok) return found
  const facts = parseInstitution(toForm(options), found.value)
  if (!facts.ok) return fail(facts.error.map((field) => describeField(field, 'en')))
  const memberOf =
    options.memberOf === undefined ? ok(found.value.memberOf) : await findAll(db, options.memberOf)
  if (!memberOf.ok) return memberOf
  const changed = await changeInstitution(db, found.value.id, { ...facts.value, memberOf: memberOf.value })
  return changed.ok ? changed : fail(describeRefusal(changed.error, 'en'))
}

const toForm = ({ otherNames, memberOf: _, ...form }: InstitutionOptions): InstitutionForm => ({
  ...form,
  otherNames: otherNames?.join('\n'),
})

async function findAll(db: Database, asked: readonly string[]): Told<readonly string[]> {
  const ids: string[] = []
  for (const word of asked.filter((one) => one !== '')) {
    const found = await findByWord(db, word)
    if (!found.ok) return found
    ids.push(found.value.id)
  }
  return ok(ids)
}

/** In screens, so that a consortium of thousands is listed as it is read. */
export async function* everyInstitution(
  db: Database,
  query: { readonly text: string | null; readonly inactiveToo: boolean },
): AsyncGenerator<Institution> {
  let after: string | null = null
  do {
    const list = await listInstitutions(db, { ...query, limit: 200, ...(after === null ? {} : { after }) })
    yield* list.institutions
    after = list.after
  } while (after !== null)
}

export async function removeByCommand(db: Database, word: string, back: boolean): Told<Institution> {
  const found = await findByWord(db, word)
  if (!found.ok) return found
  const changed = await changeInstitution(db, found.value.id, { active: back })
  return changed.ok ? changed : fail(describeRefusal(changed.error, 'en'))
}

export type RangesDone = {
  readonly institution: Institution
  readonly parsed: ParsedRanges
  /** As told, an issue a line. */
  readonly said: readonly string[]
  readonly added: number
  readonly removed: number
}

/** `errors` in the list: nothing is changed, unless what can be read is to be taken. */
export async function setRangesByCommand(
  db: Database,
  word: string,
  list: string,
  {
    add,
    skipErrors,
    dryRun,
  }: { readonly add: boolean; readonly skipErrors: boolean; readonly dryRun: boolean },
): Told<RangesDone> {
  const found = await findByWord(db, word)
  if (!found.ok) return found
  const parsed = parseAddressRanges(list)
  const said = parsed.issues.map((issue) => describeAddressIssue(issue, 'en'))
  if (!skipErrors && parsed.issues.some(({ severity }) => severity === 'error'))
    return fail([...said, 'Nothing was changed. Mend the list, or take what can be read with --skip-errors.'])
  const before = add ? await listRanges(db, found.value.id) : []
  const done = { institution: found.value, parsed, said }
  const set = await setRanges(db, found.value.id, [...before, ...parsed.ranges], { ...doing(), dryRun })
  return set.ok ? ok({ ...done, ...set.value }) : fail([...said, ...describeRefusal(set.error, 'en')])
}

/** Whose an address is: each institution with the consortia that read through it. */
export async function whoseAddress(db: Database, text: string): Told<readonly (readonly string[])[]> {
  if (parseAddress(text) === null) return fail([`“${text}” is not an address.`])
  const book = await openAddressBook(db, { onTrouble: () => {} })
  book.close()
  return ok(
    book.findByAddress(text).map(({ lineage }) => lineage.map((id) => `${id}  ${book.find(id)?.name ?? ''}`)),
  )
}

export async function setSignInByCommand(
  db: Database,
  word: string,
  entities: readonly string[],
): Told<Institution> {
  const found = await findByWord(db, word)
  if (!found.ok) return found
  const set = await setSignIn(db, found.value.id, entities.map(parseSignInWay))
  return set.ok ? set : fail(describeRefusal(set.error, 'en'))
}

export async function nameLibrarian(
  db: Database,
  word: string,
  email: string,
  take: boolean,
): Told<Institution> {
  const found = await findByWord(db, word)
  if (!found.ok) return found
  const account = await findAccount(db, { email })
  if (account === null) return fail([`There is no account with the address ${email}.`])
  const named = { institutionId: found.value.id, accountId: account.id }
  if (!take) await addLibrarian(db, named, doing())
  else if (!(await removeLibrarian(db, named)))
    return fail([`${email} does not speak for ${found.value.name}.`])
  return found
}
