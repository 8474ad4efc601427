/** What we use of citeproc-js 1.4 (npm `citeproc`), which ships no types. */
declare module 'citeproc' {
  type Sys = {
    retrieveLocale(language: string): string
    retrieveItem(id: string): unknown
  }

  class Engine {
    constructor(sys: Sys, style: string, language?: string, forceLanguage?: boolean)
    setOutputFormat(format: 'html' | 'text'): void
    updateItems(ids: readonly string[]): void
    /** False when the style has no bibliography. */
    makeBibliography(): false | [parameters: unknown, entries: readonly string[]]
    previewCitationCluster(
      citation: {
        readonly citationItems: readonly { readonly id: string }[]
        readonly properties: { readonly noteIndex: number }
      },
      before: readonly [],
      after: readonly [],
      format: 'html' | 'text',
    ): string
    readonly opt: { readonly xclass: 'note' | 'in-text' }
  }

  const CSL: { readonly Engine: typeof Engine }
  export default CSL
}
