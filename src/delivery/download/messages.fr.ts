import type { en } from './messages.en.ts'

export const fr: typeof en = {
  stamp: ({ site, day, reader }) =>
    reader === null
      ? `Exemplaire téléchargé sur ${site} le ${day}.`
      : `Exemplaire de ${reader}, téléchargé sur ${site} le ${day}.`,
  stampTerms: (address) => `Conditions d’utilisation : ${address}`,
  stampReader: (number) => `l’usager ${number}`,
  unmade:
    'Ce fichier ne peut pas être produit à partir de cette édition ; l’éditeur en est averti. Ce qui peut en être obtenu :',
}
