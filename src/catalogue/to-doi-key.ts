import { toKeepable } from './to-json.ts'

/** DOIs do not tell capitals from small letters (ISO 26324); what is far too long for one is not looked up. */
export const toDoiKey = (doi: string | null): string | null =>
  doi === null || doi.length > 500 ? null : toKeepable(doi.toLowerCase())
