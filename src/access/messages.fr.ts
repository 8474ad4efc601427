import type { en } from './messages.en.ts'

export const fr: typeof en = {
  kinds: {
    subscription: 'abonnement',
    perpetual: 'licence perpétuelle',
    trial: 'accès d’essai',
    'evidence-based': 'licence d’acquisition fondée sur l’usage',
    gratis: 'licence gratuite',
    purchase: 'achat',
    'pay-per-view': 'accès à durée limitée',
    code: 'code d’accès',
    'read-link': 'lien de lecture',
    'inspection-copy': 'spécimen',
  },
  holders: {
    institution: (kind, name) => `${name} (${kind})`,
    account: (kind) => `votre compte (${kind})`,
    bearer: (kind) => `ce qui vous a été remis (${kind})`,
  },
  reasons: {
    'landing-page': 'Tout le monde peut consulter cette page.',
    'open-access': 'Tout le monde peut le lire.',
    'free-to-read': 'Tout le monde peut le lire actuellement.',
    'free-to-read-until': (until) => `Tout le monde peut le lire jusqu’au ${until}.`,
    licensed: (holder) => `Vous pouvez le lire grâce à ${holder}.`,
    'licensed-until': (holder, until) => `Vous pouvez le lire grâce à ${holder}, jusqu’au ${until}.`,
    staff:
      'Vous pouvez le lire parce que vous travaillez pour la maison d’édition. Pour les autres lecteurs, il est fermé.',
    'closed-by-press': 'La maison d’édition ne l’a pas ouvert à tous.',
    'free-later': (from) => `Tout le monde pourra le lire à partir du ${from}.`,
    'embargoed-until': (until) => `Il est sous embargo : personne ne peut le lire avant le ${until}.`,
    'holds-closed-chapters': 'Il contient des passages de chapitres auxquels vous n’avez pas accès.',
    'licence-not-begun': (holder, from) =>
      `L’accès est prévu grâce à ${holder}, mais seulement à partir du ${from}.`,
    'licence-ended': (holder, until) => `L’accès grâce à ${holder} a pris fin le ${until}.`,
    'licence-revoked': (holder) => `L’accès grâce à ${holder} a été retiré.`,
    'seats-taken': (holder) =>
      `L’accès est prévu grâce à ${holder}, mais le nombre de lecteurs simultanés autorisé est atteint.`,
    'affiliation-not-covered': (holder) =>
      `L’accès est prévu grâce à ${holder}, mais pas pour les lecteurs de votre catégorie, par exemple les anciens membres ou les visiteurs.`,
    'email-not-verified': (holder) =>
      `L’accès est prévu grâce à ${holder} ; il sera effectif dès que vous aurez confirmé votre adresse électronique.`,
    'reading-only': (holder) =>
      `Grâce à ${holder}, vous pouvez le lire ici, mais pas en emporter le fichier.`,
    'no-licence-of-institution': (name) =>
      `Vous êtes reconnu comme lecteur de l’établissement ${name}, qui n’a pas de licence pour ce texte.`,
    'no-licence-of-account': (email) =>
      `Vous êtes connecté en tant que ${email}, et rien de ce que vous détenez n’y donne accès.`,
  },
  options: {
    'read-here': 'Le lire ici, sur la page du texte',
    'verify-email':
      'Confirmer votre adresse électronique : le message que nous vous avons envoyé explique comment',
    'try-later': 'Réessayer dans quelques minutes, quand un autre lecteur aura terminé',
    wait: (until) => `Revenir le ${until}`,
    'sign-in': 'Vous connecter à votre compte personnel',
    institution: 'Trouver votre établissement',
    buy: {
      chapter: (price) => `Acheter le chapitre pour ${price}`,
      book: (price) => `Acheter le livre pour ${price}`,
      'pay-per-view': (price, days) => `Le lire pendant ${days} pour ${price}`,
    },
    days: (n) => (n === 1 ? 'un jour' : `${n} jours`),
    code: 'Utiliser un code d’accès',
    'ask-library': 'Le demander à votre bibliothèque',
    'open-chapters': 'Lire les chapitres de ce livre qui vous sont ouverts',
    'ask-press': 'S’adresser à la maison d’édition',
  },
}
