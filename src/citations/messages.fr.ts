import type { en } from './messages.en.ts'

export const fr: typeof en = {
  heading: 'Citer ce document',
  title: (title) => `Citer « ${title} »`,
  lead: 'Tous les styles sont établis à partir de la même notice. La date de votre visite figure dans ceux qui la demandent.',
  back: { book: 'Retour au livre', chapter: 'Retour au chapitre' },
  styles: 'Styles',
  inNote: (style) => `${style}, en note`,
  inList: (style) => `${style}, dans une bibliographie`,
  files: 'Pour les logiciels de gestion de références',
  filesLead: 'EndNote, Zotero, Mendeley, JabRef et d’autres lisent l’un de ces fichiers.',
  file: {
    ris: 'RIS : EndNote, Zotero, Mendeley, Citavi',
    bib: 'BibTeX : LaTeX, JabRef',
    json: 'CSL-JSON : Zotero, Pandoc',
  },
  copy: 'Copier',
  copied: 'Copié',
}
