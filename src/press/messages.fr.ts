import type { en } from './messages.en.ts'

export const fr: typeof en = {
  about: 'À propos',
  accessibility: 'Aide à l’accessibilité',
  contact: 'Contact',
  policies: { usage: 'Conditions d’utilisation', privacy: 'Vie privée', terms: 'Mentions légales' },
  version: (version) => `Version ${version}`,
  write: 'Écrire à',
  postal: 'Par courrier',
  rights: 'Droits de reprise et de traduction',
  accessible: 'Accessibilité, et exemplaires accessibles',
  presses: 'Maisons d’édition présentes sur ce site',
  otherLanguage: 'La maison d’édition n’a rédigé ce texte que dans une autre langue.',
}
