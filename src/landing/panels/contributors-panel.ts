import type { LinkedContributor } from '#catalogue'
import { contributorList, type Part } from '#web'
import { type Frame, toContributorEntry } from '../frame.ts'

/** Those of a title page, each leading to the page that gathers all of that person's work. */
export const contributorsPanel = (frame: Frame, contributors: readonly LinkedContributor[]): Part =>
  contributorList(contributors.map(toContributorEntry(frame)), frame.place.language)
