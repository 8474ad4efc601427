import type { en } from './messages.en.ts'

const days = (n: number): string => (n === 1 ? 'un jour' : `${n} jours`)

export const fr: typeof en = {
  days,
  title: {
    chapter: 'Acheter ce chapitre',
    book: 'Acheter ce livre',
    'pay-per-view': (n) => `Lire pendant ${days(n)}`,
  },
  what: {
    chapter: 'Un chapitre',
    book: 'Le livre entier',
    item: 'Ce que vous achetez',
    inBook: 'Tiré du livre',
    pages: (pages) => `p. ${pages}`,
    chapters: (n) => (n === 1 ? 'Un chapitre' : `${n} chapitres`),
    howLong: 'Pour combien de temps',
    forGood: 'Sans limite. Si une nouvelle version paraît, elle est à vous aussi.',
    forDays: (n) =>
      `Pendant ${days(n)} à compter du paiement. L’accès prend fin de lui-même ; rien d’autre n’est prélevé.`,
    gets: 'Ce que vous recevez',
    getsForGood:
      'Vous lisez ici, sur tous vos appareils, et vous emportez le texte en fichier EPUB sans verrou lorsque la maison d’édition le propose.',
    getsForDays: 'Vous lisez ici, sur tous vos appareils. Les fichiers à emporter n’en font pas partie.',
    notPaper: 'Il s’agit du texte en ligne ; aucun exemplaire imprimé n’est envoyé.',
    may: 'Ce que vous pouvez faire',
    mayDo:
      'Lire, imprimer, citer et conserver le texte pour vous-même. Vous ne pouvez ni le transmettre ni le publier. Un lecteur en situation de handicap peut se le faire lire par tout outil ou le convertir sous une autre forme.',
    price: 'Prix',
    taxIn: (name, rate, amount) => `${name} à ${rate} comprise : ${amount}.`,
    taxOn: (net, name, rate, amount) => `${net}, plus ${amount} de ${name} à ${rate}.`,
    noTax: 'Aucune taxe n’est due.',
    seller: 'Vendeur',
  },
  form: {
    country: 'Votre pays',
    countryHint: 'Le prix et la taxe en dépendent.',
    chooseCountry: 'Choisissez votre pays',
    currency: 'Payer en',
    update: 'Afficher le prix dans ce pays',
    email: 'Votre adresse électronique',
    emailHint:
      'Le reçu y est envoyé, avec un lien pour lire sur tous vos appareils. Aucun compte n’est nécessaire.',
    account: (email) =>
      `Vous êtes connecté avec l’adresse ${email}. L’achat est conservé dans votre compte, et le reçu y est envoyé.`,
    signIn: 'Vous avez un compte ? Connectez-vous d’abord, l’achat y sera conservé.',
    agree: 'J’accepte les conditions de vente et je veux lire tout de suite.',
    agreeHint:
      'Je renonce ainsi au droit de rétractation de quatorze jours que la loi de certains pays accorde pour les contenus numériques non encore fournis.',
    terms: 'Lire les conditions',
    pay: (price) => `Payer ${price}`,
    payHow: (seller) =>
      `Vous payez sur les pages de Stripe, qui voit votre carte ; ${seller} ne la voit pas. Vous revenez ensuite ici pour lire.`,
    cancel: 'Ne pas acheter et revenir',
    otherWays: 'Autres façons d’acheter',
    other: {
      chapter: (price) => `Acheter le chapitre seul pour ${price}`,
      book: (price) => `Acheter le livre entier pour ${price}`,
      'pay-per-view': (price, n) => `Le lire pendant ${days(n)} pour ${price}`,
    },
    askLibrary: 'Le demander plutôt à votre bibliothèque',
    forLibrary: 'Vous achetez pour une bibliothèque ? Le paiement sur facture est possible.',
    contact: 'Demander un devis à la maison d’édition',
  },
  problems: {
    country: 'Choisissez le pays où vous habitez.',
    notThere:
      'Ce texte n’est pas vendu dans ce pays. Demandez à la maison d’édition s’il existe un autre moyen.',
    email: 'Ce n’est pas une adresse électronique. Écrivez-la sous la forme nom@exemple.org.',
    agree: 'La vente n’est possible qu’avec votre accord.',
    priceIs: (price) =>
      `Le prix est maintenant de ${price}. S’il vous convient, donnez votre accord et payez.`,
    'too-often': 'Trop de commandes sont venues de votre réseau. Attendez un quart d’heure, puis réessayez.',
    provider: 'Le service de paiement ne répond pas. Rien n’a été prélevé. Réessayez dans quelques minutes.',
  },
  goingOn: 'Vers le paiement',
  goingOnHow:
    'Les pages du service de paiement s’ouvrent d’elles-mêmes. Si ce n’est pas le cas, suivez ce lien :',
  goingOnLink: 'Passer au paiement',
  waiting: {
    title: 'Votre paiement est en cours de confirmation',
    lead: 'Le service de paiement nous prévient dès que c’est fait : en quelques secondes, ou en quelques jours selon le moyen de paiement. Cette page se met à jour d’elle-même.',
    again: 'Vérifier de nouveau',
    leave:
      'Vous pouvez fermer cette page : le reçu arrive par courrier électronique, avec le lien pour lire.',
  },
  order: {
    title: 'Votre commande',
    states: {
      open: 'Rien n’a encore été payé.',
      quoted: 'Ceci est un devis. Il vaut jusqu’à ce qu’il soit facturé ou retiré.',
      invoiced: 'La facture est émise. L’accès commence à réception du paiement.',
      paid: 'Elle est payée.',
      'partly-refunded': 'Elle est payée ; une partie de la somme a été remboursée.',
      refunded: 'La somme a été remboursée, et l’accès a pris fin.',
      disputed: 'Le paiement est contesté auprès de la banque. L’accès est suspendu jusqu’à sa décision.',
      lost: 'La banque a repris le paiement, et l’accès a pris fin.',
      failed: 'Le paiement n’a pas abouti. Rien n’a été prélevé.',
      expired: 'Elle n’a pas été payée à temps. Rien n’a été prélevé.',
      cancelled: 'Elle a été annulée.',
    },
    accessEnded: 'L’accès a pris fin.',
    ordered: 'Commandé',
    buyer: 'Acheteur',
    number: 'Commande',
    reference: 'Référence',
    papers: 'Reçus',
    read: 'Lire maintenant',
    readHow: 'Sur un autre appareil, ouvrez le lien du message qui contient votre reçu.',
    pay: 'Payer maintenant',
    again: 'Commander de nouveau',
    product: 'Sa page',
    keepTitle: 'Conserver dans un compte',
    keepHow: 'L’achat est alors à portée de main sur chaque appareil où vous êtes connecté, avec son reçu.',
    keep: 'Conserver dans mon compte',
    signIn: 'Connectez-vous ou créez un compte, puis revenez ici',
    kept: 'Il est conservé dans votre compte.',
  },
  series: { receipt: 'Reçu', invoice: 'Facture', 'credit-note': 'Avoir' },
  paper: {
    title: { receipt: 'Reçu', invoice: 'Facture', 'credit-note': 'Avoir' },
    date: 'Date',
    seller: 'Vendeur',
    buyer: 'Acheteur',
    taxNumber: 'Numéro fiscal',
    item: 'Objet',
    net: 'Hors taxe',
    tax: (name, rate) => `${name} ${rate}`,
    noTax: 'Taxe',
    total: 'Total',
    for: {
      chapter: 'Accès en ligne à un chapitre, sans limite de durée',
      book: 'Accès en ligne à un livre, sans limite de durée',
      'pay-per-view': (n) => `Accès en ligne pendant ${days(n)}`,
    },
    onOrder: 'Commande',
    paid: 'Payé par carte.',
    due: 'Merci de régler le total en indiquant ce numéro.',
    credited: 'Remboursé sur le moyen de paiement d’origine.',
    print: 'Imprimez cette page pour vos dossiers.',
    order: 'La commande',
  },
  email: {
    subject: {
      receipt: (number, title) => `Reçu ${number} : ${title}`,
      invoice: (number, title) => `Facture ${number} : ${title}`,
      'credit-note': (number, title) => `Avoir ${number} : ${title}`,
    },
    lead: {
      receipt: (title) => `Merci. Vous avez acheté l’accès à « ${title} ».`,
      invoice: (title) =>
        `Voici la facture pour l’accès à « ${title} ». L’accès commence à réception du paiement.`,
      'credit-note': (title) => `Nous vous avons remboursé pour « ${title} ».`,
      returned: (title) =>
        `Votre banque n’a pas pu enregistrer la somme que nous vous avions remboursée pour « ${title} » et nous l’a renvoyée. Vous l’avez donc payée de nouveau, et l’accès est rétabli tel qu’il était. Écrivez-nous comment vous rembourser autrement.`,
    },
    returned: {
      subject: (title) => `Un remboursement est revenu : ${title}`,
      lead: (amount, title, email) =>
        `La banque de ${email} n’a pas pu enregistrer ${amount}, remboursés pour « ${title} ». La somme est de nouveau sur votre solde, un reçu est émis et l’accès est rétabli tel qu’il était.`,
      what: 'Demandez à l’acheteur un autre moyen et remboursez-le. La commande :',
    },
    read: 'Lisez-le sur tous vos appareils par ce lien. Quiconque a le lien peut lire : gardez-le pour vous.',
    agreed:
      'Vous avez accepté les conditions de vente et demandé à lire tout de suite ; le droit de rétractation a ainsi pris fin.',
    ended: 'L’accès a ainsi pris fin.',
    order: 'Votre commande, avec ses reçus à imprimer :',
    questions: (seller, contact) => `Des questions ? ${seller} : ${contact}`,
  },
  priceProblems: {
    amount:
      'Écrivez le montant comme au catalogue, par exemple 29,99, sans plus de décimales que la monnaie n’en compte.',
    currency: 'Écrivez la monnaie par ses trois lettres, par exemple EUR ou GBP.',
    days: 'Écrivez les jours en nombre entier de 1 à 9999, ou rien pour un accès sans limite.',
    country: 'Écrivez le pays par ses deux lettres, par exemple FR, ou rien pour partout.',
    tax: 'Indiquez si la taxe est comprise ou en sus.',
    thousandths: 'Les cartes sont débitées au centième : le montant doit finir par zéro.',
  },
  panel: {
    title: 'Achats et reçus',
    unclaimed: 'Acheté avec cette adresse avant que vous ne soyez connecté :',
    line: (title, price) => `${title}, ${price}`,
  },
}
