import type { PageExample } from './institution-pages.examples.ts'

/** Examples are loaded when somebody first looks at the style guide: no start waits for them. */
export const loadInstitutionExhibits = async (): Promise<readonly PageExample[]> => {
  const { institutionPages } = await import('./institution-pages.examples.ts')
  return institutionPages
}
