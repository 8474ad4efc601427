import { citeBox } from './cite-box.ts'

export const citeBoxExamples = {
  'a chapter': citeBox({
    citation:
      'Ines Marchetti, “What the Vault Does to a Voice”, in Rooms for Reading Aloud (Aldine House, 2025), pp. 81–118',
    copy: 'Copy citation',
    copied: 'Copied',
    files: [
      { label: 'RIS', href: '#ris', type: 'application/x-research-info-systems' },
      { label: 'BibTeX', href: '#bib', type: 'application/x-bibtex' },
    ],
  }),
}
