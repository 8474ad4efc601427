import type { Exhibit } from './styleguide-page.ts'

/** Examples are loaded when somebody first looks at the style guide: no start waits for them. */
export const loadComponentExhibits = async (picture: string): Promise<readonly Exhibit[]> => {
  const { componentExhibits } = await import('./components.examples.ts')
  return componentExhibits(picture)
}
