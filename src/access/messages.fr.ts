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
    buyer: (kind) => `votre ${kind}`,
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
    'embargoed-until': (until) => `Il est sous embargo : personne ne peut le lire avant le ${until}.`,
    'holds-closed-chapters': 'Il contient des passages de chapitres auxquels vous n’avez pas accès.',
    'licence-not-begun': (holder, from) =>
      `L’accès est prévu grâce à ${holder}, mais seulement à partir du ${from}.`,
    'licence-ended': (holder, until) => `L’accès grâce à ${holder} a pris fin le ${until}.`,
    'licence-revoked': (holder) => `L’accès grâce à ${holder} a été retiré.`,
    'licence-refunded': (holder) =>
      `L’accès était prévu grâce à ${holder} ; la somme a été remboursée, et l’accès a pris fin avec elle.`,
    'licence-disputed': (holder) =>
      `L’accès était prévu grâce à ${holder} ; le paiement est contesté auprès de la banque, et l’accès est suspendu jusqu’à sa décision.`,
    'seats-taken': (holder) =>
      `L’accès est prévu grâce à ${holder}, mais le nombre de lecteurs simultanés autorisé est atteint.`,
    'affiliation-not-covered': (holder) =>
      `L’accès est prévu grâce à ${holder}, mais pas pour les lecteurs de votre catégorie, par exemple les anciens membres ou les visiteurs.`,
    'email-not-verified': (holder) =>
      `L’accès est prévu grâce à ${holder} ; il sera effectif dès que vous aurez confirmé votre adresse électronique.`,
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
      'Confirmer votre adresse électronique : le message que nous vous avons envoyé explique comment',
    'try-later': 'Réessayer dans quelques minutes, quand un autre lecteur aura terminé',
    wait: (until) => `Revenir le ${until}`,
    'sign-in': 'Vous connecter à votre compte personnel',
    institution: 'Trouver votre établissement',
    buyIn: (says, country) => `${says} (${country})`,
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
  ways: {
    signInHow: 'Vous y gardez ce que vous achetez et ce qui vous est remis.',
    institutionHow: 'Votre université, votre bibliothèque ou votre école a peut-être une licence.',
    buyTaxAdded: 'Taxe en sus, là où elle est due.',
    andTax: 'hors taxe',
    priceIn: (country, price) => `${price} (${country})`,
    otherPrices: (prices) => `Autres prix : ${prices}. Le vôtre est indiqué avant le paiement.`,
    otherPricesTitle: 'Prix dans d’autres monnaies et d’autres pays',
    codeHow: 'Il figure sur une carte, dans une lettre ou dans un message.',
    askLibraryHow: 'Votre demande parvient à son bibliothécaire, et vous apprenez ce qu’il en advient.',
    askPressHow: (name) => `${name} répond aux questions sur ce texte.`,
    why: 'Pourquoi ne puis-je pas le lire ?',
    whyOpen: 'Pourquoi puis-je le lire ?',
  },
  codes: {
    title: 'Utiliser un code d’accès',
    lead: 'Un code ouvre un livre ou un chapitre. Il compte seize lettres et chiffres ; les majuscules, les espaces et les tirets n’ont pas d’importance.',
    field: 'Code d’accès',
    hint: 'Par exemple 7QK2-M9TD-4HXC-P0VB',
    use: 'Utiliser le code',
    problems: {
      malformed: 'Un code compte seize lettres et chiffres. Comparez-le avec celui que vous avez reçu.',
      unknown:
        'Ce code n’existe pas. Comparez-le avec celui que vous avez reçu : les lettres I, L, O et U n’y figurent jamais.',
      withdrawn: 'Ce code a été retiré. Adressez-vous à la personne qui vous l’a remis.',
      over: 'Le délai d’utilisation de ce code est dépassé. Adressez-vous à la personne qui vous l’a remis.',
      'used-up':
        'Ce code a été utilisé autant de fois qu’il pouvait l’être. Si c’était par vous, connectez-vous au compte avec lequel vous l’avez utilisé, ou reprenez le navigateur d’alors.',
      'too-often':
        'Trop de codes ont été essayés depuis votre réseau. Attendez un quart d’heure, puis réessayez.',
    },
    usedTitle: 'Le code est utilisé',
    used: (kind, until) =>
      until === null
        ? `Vous disposez désormais d’un accès (${kind}).`
        : `Vous disposez désormais d’un accès (${kind}), jusqu’au ${until}.`,
    opens: 'Il ouvre :',
    readOn: 'Poursuivre la lecture',
    onThisDevice:
      'Il est conservé dans ce navigateur. Connectez-vous, et il le sera dans votre compte, pour tous vos appareils.',
    inAccount: 'Il est conservé dans votre compte.',
    signIn: 'Se connecter',
    claim: 'Conserver dans mon compte',
    claimed: (n) =>
      n === 1
        ? 'Un accès est désormais conservé dans votre compte.'
        : `${n} accès sont désormais conservés dans votre compte.`,
    wholePress: (name) => `Tous les livres de ${name}`,
  },
  links: {
    title: 'Un lien de lecture',
    unknown: 'Ce lien n’ouvre rien. Peut-être en manque-t-il une partie : copiez-le de nouveau en entier.',
    over: (until) =>
      `Ce lien était valable jusqu’au ${until}. Demandez-en un autre à la personne qui vous l’a envoyé.`,
    withdrawn: 'Ce lien a été retiré. Adressez-vous à la personne qui vous l’a envoyé.',
    product: 'La page du texte',
  },
  requests: {
    title: 'Demander à votre bibliothèque',
    lead: (title) =>
      `Demandez à votre bibliothèque d’acquérir une licence pour « ${title} ». Votre demande rejoint celles que traite son bibliothécaire, et vous apprenez ce qu’il en advient.`,
    library: 'Votre bibliothèque ou université',
    libraryHint: 'Son nom complet.',
    otherLibrary: 'Une autre',
    name: 'Votre nom',
    nameHint: 'Si vous le souhaitez.',
    email: 'Votre adresse électronique',
    emailHint: 'La réponse vous y sera envoyée. Sans elle, conservez l’adresse de la page suivante.',
    message: 'L’usage prévu',
    messageHint: 'Si vous le souhaitez : un cours, une thèse, une question personnelle.',
    send: 'Demander',
    problems: {
      library: 'Indiquez à quelle bibliothèque vous vous adressez.',
      email: 'Ce n’est pas une adresse électronique. Corrigez-la, ou laissez le champ vide.',
      long: 'C’est trop long. Limitez-vous à mille signes.',
      'too-often': 'Trop de demandes sont venues de votre réseau aujourd’hui. Réessayez demain.',
    },
    statusTitle: 'Votre demande',
    status: {
      open: (library) => `${library} a reçu votre demande. Personne n’y a encore répondu.`,
      openUnknown: (library) =>
        `Nous ne connaissons pas encore ${library}. La maison d’édition a reçu votre demande et s’efforcera de joindre cette bibliothèque.`,
      settled: (library) => `${library} a satisfait votre demande : vous devriez maintenant pouvoir le lire.`,
      declined: (library) => `${library} ne peut pas satisfaire votre demande.`,
    },
    askedOn: (date) => `Demandé le ${date}`,
    answeredOn: (date) => `Réponse donnée le ${date}`,
    librarySays: 'La bibliothèque écrit :',
    keepAddress: 'Conservez l’adresse de cette page : elle dit où en est votre demande.',
    toldBy: (email) => `La réponse vous sera envoyée à ${email}.`,
    asked: {
      subject: (title) => `Un lecteur demande « ${title} »`,
      lead: (library, title, site) =>
        `Un lecteur de l’établissement ${library} demande l’accès à « ${title} », publié en ligne par ${site} :`,
      message: 'Il écrit :',
      anonymous: 'Il n’a pas donné son nom.',
      from: (name) => `La demande vient de ${name}.`,
      answer:
        'Connectez-vous comme bibliothécaire pour la satisfaire ou la décliner ; le lecteur en sera informé. La maison d’édition accorde les licences.',
    },
    answered: {
      subject: (title) => `Votre demande concernant « ${title} »`,
      settled: (library, title) => `${library} a satisfait votre demande concernant « ${title} ».`,
      declined: (library, title) =>
        `${library} ne peut pas satisfaire votre demande concernant « ${title} ».`,
      says: 'La bibliothèque écrit :',
      read: 'Vous devriez maintenant pouvoir le lire, en tant que lecteur de cette bibliothèque :',
      page: 'La page du texte :',
      status: 'Votre demande :',
    },
  },
  myBooks: {
    own: 'Acheté par vous ou mis à votre disposition',
    through: 'Grâce à votre établissement',
    requests: 'Demandé à une bibliothèque',
    readerOf: (name) => `En ce moment, vous lisez en tant que lecteur de l’établissement ${name}.`,
    nothingThere: 'Il n’a pas de licence ici.',
    forGood: 'sans limite de durée',
    until: (day) => `jusqu’au ${day}`,
    from: (day) => `à partir du ${day}`,
    ended: (day) => `terminé le ${day}`,
    withdrawn: 'retiré',
    unconfirmed: 'dès que vous aurez confirmé votre adresse électronique',
    readingOnly: 'lecture sur le site',
    inBrowser: 'dans ce navigateur seulement',
    keep: 'Conserver dans mon compte ce que contient ce navigateur',
    more: (n) => (n === 1 ? 'et un autre' : `et ${n} autres`),
    gone: 'Un texte qui n’est plus ici',
    asked: (library, day) => `${library}, ${day}`,
    requestStates: { open: 'sans réponse pour l’instant', settled: 'satisfaite', declined: 'refusée' },
  },
  why: {
    can: 'Pourquoi puis-je le lire ?',
    cannot: 'Pourquoi ne puis-je pas le lire ?',
    who: 'Qui vous êtes, pour autant que ce site puisse le savoir',
    signedIn: (email) => `Vous êtes connecté en tant que ${email}.`,
    unverified: 'Cette adresse électronique n’a pas encore été confirmée.',
    notSignedIn: 'Vous n’êtes pas connecté.',
    staff: 'Vous travaillez pour la maison d’édition.',
    librarian: 'Vous êtes chargé des lecteurs d’un établissement.',
    passes: (n) =>
      n === 1
        ? 'Ce navigateur conserve un code ou un lien de lecture.'
        : `Ce navigateur conserve ${n} codes ou liens de lecture.`,
    recognised: (affiliation, name, through) =>
      `Vous êtes reconnu comme ${affiliation} de l’établissement ${name}, ${through}.`,
    affiliations: { member: 'membre', alum: 'ancien membre', 'walk-in': 'visiteur' },
    through: {
      address: 'par l’adresse de votre réseau',
      saml: 'parce que vous vous y êtes connecté',
      oidc: 'parce que vous vous y êtes connecté',
      pairing: 'parce que cet appareil a déjà servi dans ses locaux',
      librarian: 'parce que vous êtes chargé de ses lecteurs',
    },
    noInstitution: (address) =>
      `L’adresse de votre réseau, ${address}, n’appartient à aucun établissement connu ici.`,
    noInstitutionAtAll: 'Vous n’êtes reconnu comme lecteur d’aucun établissement.',
    reading: 'Lire le texte ici',
    taking: 'En emporter le fichier',
    yes: 'Oui.',
    no: 'Non.',
    help: 'Ce qui pourrait aider',
    number: 'Le numéro de cette réponse',
    numberHow: (instance, most) =>
      `Indiquez-le à votre bibliothèque ou à la maison d’édition : il leur montre comment cela a été décidé. Seul le processus ${instance} s’en souvient, jusqu’à ce qu’il ait donné ${most} autres réponses ou qu’il s’arrête.`,
  },
}
