import type { en } from './messages.en.ts'

export const fr: typeof en = {
  reasons: {
    'landing-page': 'Tout le monde peut consulter cette page.',
    'open-access': 'Tout le monde peut le lire.',
    'closed-by-press': 'La maison d’édition ne l’a pas ouvert à tous.',
    'holds-closed-chapters': 'Il contient des passages de chapitres qui ne sont pas ouverts à tous.',
  },
  options: {
    'open-chapters': 'Lire les chapitres de ce livre qui sont ouverts à tous',
    'ask-press': 'S’adresser à la maison d’édition',
  },
}
