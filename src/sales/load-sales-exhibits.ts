/** Examples are loaded when somebody first looks at the style guide: no start waits for them. */
export const loadSalesExhibits = async () => (await import('./sales-pages.examples.ts')).salesPages
