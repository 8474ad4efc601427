export const en = {
  heading: 'Cite this',
  title: (title: string) => `Cite “${title}”`,
  lead: 'Every style is written from the same record. The date of your visit stands in those that ask for it.',
  back: { book: 'Back to the book', chapter: 'Back to the chapter' },
  styles: 'Styles',
  inNote: (style: string) => `${style}, in a note`,
  inList: (style: string) => `${style}, in a list of works`,
  files: 'For reference managers',
  filesLead: 'EndNote, Zotero, Mendeley, JabRef and others read one of these.',
  file: {
    ris: 'RIS: EndNote, Zotero, Mendeley, Citavi',
    bib: 'BibTeX: LaTeX, JabRef',
    json: 'CSL-JSON: Zotero, Pandoc',
  },
  copy: 'Copy',
  copied: 'Copied',
}
