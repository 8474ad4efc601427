import type { en } from './messages.en.ts'

const passages = (count: number) => (count < 2 ? `${count} passage` : `${count} passages`)

export const fr: typeof en = {
  fields: {
    title: 'le titre',
    subtitle: 'le sous-titre',
    sortTitle: 'le titre de classement',
    languages: 'la langue',
    contributors: 'les contributeurs',
    identifiers: 'les identifiants',
    edition: 'l’édition',
    series: 'la collection',
    subjects: 'les sujets',
    imprint: 'la marque éditoriale',
    printYear: 'l’année d’impression',
    summary: 'le résumé',
    rights: 'les droits',
    funding: 'le financement',
    accessibility: 'l’accessibilité des fichiers',
    pageCount: 'le nombre de pages',
    prices: 'le prix',
    cover: 'la couverture',
    layout: 'la mise en page',
  },
  'shelved-again': 'Le livre est remis en rayon.',
  details: (field) => `Modification : ${field}.`,
  opened: 'Le livre devient accessible à tous.',
  closed: 'L’accès au livre devient réservé.',
  'access-dates': 'Les dates à partir desquelles, ou jusqu’auxquelles, le livre peut être lu changent.',
  files: 'Les fichiers à télécharger sont remplacés.',
  order: 'L’ordre des chapitres change.',
  'chapter-added': (title) => `« ${title} » est ajouté.`,
  'chapter-restored': (title) => `« ${title} » est rétabli, à son ancienne adresse.`,
  'chapter-removed': (title) => `« ${title} » est retiré ; sa page le signalera.`,
  'chapter-details': (title) => `« ${title} » : ses métadonnées changent.`,
  'chapter-opened': (title) => `« ${title} » devient accessible à tous.`,
  'chapter-closed': (title) => `L’accès à « ${title} » devient réservé.`,
  'chapter-access-dates': (title) =>
    `Les dates à partir desquelles, ou jusqu’auxquelles, « ${title} » peut être lu changent.`,
  'chapter-retitled': (from, title) => `« ${from} » s’intitule désormais « ${title} ».`,
  'chapter-text': (title, added, removed) =>
    `« ${title} » : ${passages(added)} en plus, ${passages(removed)} en moins.`,
  'first-online-kept': (title, kept, given) =>
    `« ${title} » garde sa date de première mise en ligne (${kept}) ; l’envoi indique à présent ${given}.`,
}
