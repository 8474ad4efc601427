import type { en } from './messages.en.ts'

export const fr: typeof en = {
  kindles: 'Vos Kindle',
  kindlesNone: 'Aucune pour l’instant. Ajoutez-en une, et chapitres et livres pourront lui être envoyés.',
  kindlesManage: 'Vos Kindle',
  help: 'À propos de l’envoi sur Kindle',
  yourKindles: 'Vos Kindle',
  lead: 'Livres et chapitres sont envoyés à l’adresse qu’Amazon a donnée à votre Kindle, et à aucune autre.',
  addTitle: 'Ajouter une Kindle',
  label: 'Comment vous l’appelez',
  labelHint: 'Pour vous-même, par exemple « Paperwhite ».',
  labelDefault: 'Ma Kindle',
  name: 'Nom de votre Kindle',
  nameHint:
    'Ce qui précède le @ de son adresse. Amazon l’indique sous « Gérer votre contenu et vos appareils », « Préférences », « Paramètres des documents personnels ».',
  domain: 'La suite de son adresse',
  domains: {
    free: 'Anciennes adresses. Ne parvient à l’appareil que par le wi-fi.',
    plain: 'Ce qu’Amazon donne aujourd’hui. L’envoi par un réseau mobile peut être facturé par Amazon.',
    other: 'Selon la configuration de ce site.',
  },
  add: 'L’ajouter',
  remove: 'Retirer',
  removeWhat: (label) => `Retirer ${label}`,
  again: 'Renvoyer la lettre',
  waiting: 'Attend que vous ouvriez la lettre envoyée à votre boîte.',
  ready: 'Prête',
  trouble: 'Amazon ne connaît pas cette adresse. Retirez-la et ajoutez la bonne.',
  problems: {
    empty: 'Indiquez le nom de votre Kindle : ce qui précède le @ de son adresse.',
    'not-a-name':
      'Ce n’est pas le nom d’une Kindle : il ne contient que des lettres, des chiffres, des points et des traits d’union.',
    'other-domain': (domains) => `Seules les adresses en ${domains} sont celles d’une Kindle.`,
    choose: 'Choisissez une Kindle, ou ajoutez-en une.',
    'too-many': (most) => `Vous avez ici ${most} Kindle. Retirez-en une avant d’en ajouter une autre.`,
    'too-often': 'Plusieurs lettres sont déjà en route. Attendez une heure et réessayez.',
  },
  done: {
    asked: 'Une lettre est en route vers votre boîte. Ouvrez son lien, et cette Kindle sera prête.',
    confirmed: 'Cette Kindle est prête.',
    removed: 'La Kindle est retirée.',
    thanks: 'Merci. Ce que vous nous avez dit aidera les lecteurs suivants.',
  },
  letterSubject: (site) => `Confirmez votre Kindle auprès de ${site}`,
  letterText: (address, link, site, origin) =>
    `Bonjour,\n\nouvrez ce lien pour permettre à ${site} d’envoyer ce que vous demandez à ${address} :\n\n${link}\n\nLe lien est valable 24 heures et ne sert qu’une fois.\n\nSi vous n’avez rien demandé, ne faites rien : rien n’y sera envoyé.\n\n${site}\n${origin}\n`,
  confirmTitle: 'Confirmer votre Kindle',
  confirmText: (address) =>
    `Désormais, ce que vous enregistrez est envoyé à ${address} lorsque vous la choisissez.`,
  confirm: 'Confirmer',
  confirmGoneTitle: 'Ce lien n’est plus valable',
  confirmGone:
    'Il a déjà servi, ou il est trop ancien. Faites envoyer une nouvelle lettre depuis « Vos Kindle ».',
  pendingTitle: 'Regardez dans votre boîte',
  pending: (email, address) =>
    `Une lettre est en route vers ${email}. Ouvrez son lien pour dire que ${address} est à vous. Ce que vous avez demandé sera ensuite envoyé de lui-même.`,
  pendingHint: 'Rien après quelques minutes ? Regardez parmi les indésirables.',
  goOn: 'Revenir à votre lecture',
  to: 'Vers quelle Kindle ?',
  another: 'Une autre Kindle',
  otherAddress: 'L’adresse d’une autre Kindle',
  approveLead:
    'Amazon n’accepte de livres que des expéditeurs que vous approuvez. Ajoutez cette adresse à votre liste :',
  copy: 'Copier',
  copied: 'Copié',
  approveWhere: 'Gérer votre contenu et vos appareils',
  approveThen: 'Ouvrez-y « Préférences », puis « Paramètres des documents personnels ».',
  opensElsewhere: '(ouvre Amazon dans un nouvel onglet)',
  approved: 'Je l’ai ajoutée',
  approvedAlready: (sender) => `L’envoi vient de ${sender}, que vous avez approuvé chez Amazon.`,
  more: 'En savoir plus sur l’envoi sur Kindle',
  service: { before: 'Envoi par le', name: 'service de documents personnels Kindle', after: ' d’Amazon.' },
  afterHanded:
    'Remis à Amazon. Cela peut prendre quelques minutes. Rien ne vient ? L’expéditeur est-il approuvé, et Amazon vous a-t-il demandé par courriel de vérifier l’envoi sous 48 heures ?',
  afterUnconfirmed: 'Regardez sur votre Kindle dans dix minutes. S’il n’y est pas, renvoyez-le.',
  arrivedQuestion: 'Est-il arrivé ?',
  arrivedYes: 'Oui, il y est',
  arrivedNo: 'Non, il n’y est pas',
  arrivedCode: 'Code dans la lettre d’Amazon',
  arrivedCodeHint: 'Si Amazon vous a écrit, par exemple E999. Sinon, laissez vide.',
  arrivedThanks: 'Vous nous avez dit qu’il est arrivé.',
  missingAdvice: {
    code: (code) => `Amazon n’a pas pu convertir le fichier (${code}). L’éditeur le voit.`,
    none: 'Vérifiez la liste des expéditeurs approuvés chez Amazon, et cherchez sa lettre « vérifiez votre demande ». Puis renvoyez-le.',
  },
  faults: {
    'kindle-removed': 'Cette Kindle n’est plus parmi les vôtres. Choisissez-en une autre et recommencez.',
    'kindle-unconfirmed': 'Cette Kindle attend que vous ouvriez la lettre envoyée à votre boîte.',
    'relay-away': 'Notre serveur de courrier est injoignable pour le moment. L’envoi sera retenté.',
    'relay-credentials':
      'L’envoi sur Kindle est suspendu pour l’instant ; les responsables de ce site sont prévenus.',
    'asked-to-wait': 'Le serveur de courrier nous a demandé d’attendre. L’envoi sera retenté.',
    'cut-off': 'La connexion s’est rompue avant que rien ne soit envoyé. L’envoi sera retenté.',
    'unknown-kindle': (address) => `Amazon ne connaît pas ${address}.`,
    'mail-refused': 'Amazon a refusé notre courrier. Les responsables de ce site sont prévenus.',
    'too-large': (size, limit) => `Le fichier fait ${size} ; une Kindle accepte ${limit} par courriel.`,
    'format-not-taken': 'Amazon n’accepte pas ce format par courriel.',
    'maybe-handed':
      'Il est peut-être parti. Regardez sur votre Kindle dans dix minutes, et renvoyez-le s’il n’y est pas.',
    'sender-paused':
      'L’envoi sur Kindle est suspendu : Amazon semble ne rien accepter de nous pour le moment.',
    'open-only': 'L’éditeur ne laisse envoyer sur Kindle que ce que chacun peut lire.',
    'bounced-unknown': (address) => `Amazon l’a renvoyé : il ne connaît pas ${address}.`,
    'bounced-size': 'Amazon l’a renvoyé : il est trop volumineux.',
    bounced: 'Amazon l’a renvoyé.',
  },
  otherwise: {
    plain: {
      what: 'Il peut être renvoyé sous sa forme la plus simple, que la conversion d’Amazon ne refuse presque jamais : sans les caractères propres au livre, sans son ni film, sans balises invisibles. Le texte et les images restent.',
      act: 'Envoyer la forme la plus simple',
    },
    light: {
      what: 'Il peut être envoyé avec des images allégées, dessinées à la taille de l’écran d’une Kindle. Le texte reste.',
      act: 'Envoyer avec des images allégées',
    },
    formats: 'ou l’enregistrer dans un autre format',
  },
  advice: {
    editKindles: 'Corriger vos Kindle',
    instead: 'Téléchargez-le plutôt, et envoyez-le vous-même :',
    webUpload: 'amazon.fr/sendtokindle',
    smaller:
      'Enregistrez un chapitre plutôt que le livre entier, ou téléchargez-le et envoyez-le vous-même :',
  },
  helpPage: {
    lead: 'Choisissez « Enregistrer », puis « Kindle » : le chapitre ou le livre est envoyé à votre appareil. Amazon l’achemine ; ce qui suit est bon à savoir.',
    sendersTitle: 'Approuver l’expéditeur',
    senders:
      'Amazon n’accepte de livres que des expéditeurs inscrits sur votre « liste d’adresses électroniques approuvées pour l’envoi de documents personnels ». Connectez-vous à Amazon, ouvrez « Gérer votre contenu et vos appareils », « Préférences », « Paramètres des documents personnels », et ajoutez :',
    sendersOf: (press) => `pour les livres de ${press} :`,
    marketplaces: 'Votre Amazon :',
    verifyTitle: 'Vérifier sous 48 heures',
    verify:
      'Amazon peut vous écrire : « vérifiez votre demande ». Il n’achemine le livre qu’une fois suivi le lien de cette lettre, pour lequel il vous laisse 48 heures. Regardez dans la boîte de votre compte Amazon.',
    sizeTitle: 'Taille des fichiers',
    size: (limit) =>
      `Par courriel, une Kindle accepte des fichiers jusqu’à ${limit}. Ce qui est plus grand apparaît grisé, avec sa taille : prenez un chapitre au lieu du livre, le fichier aux images allégées, ou téléchargez-le et déposez-le vous-même sur`,
    codesTitle: 'Quand Amazon écrit « E999 »',
    codes:
      'Il n’a pas pu convertir le fichier. Nous réparons toutes les causes connues avant l’envoi. Dites-le-nous pourtant, sous « Mes envois » : l’éditeur le voit, et la forme la plus simple du fichier vous est proposée pour un nouvel envoi. Le téléchargement reste toujours possible.',
    meansTitle: 'Ce que veut dire « Remis à Amazon »',
    means:
      'Que le serveur de courrier d’Amazon, ou le nôtre en chemin, a pris le fichier. Personne ne nous dit quand il est sur votre appareil ; nous ne disons donc jamais « livré », et vous posons la question.',
    privacyTitle: 'Ce qui est conservé',
    privacy:
      'L’adresse de votre Kindle et le nom que vous lui donnez, jusqu’à ce que vous la retiriez ou supprimiez votre compte. Amazon reçoit le fichier, le nom de l’éditeur et le titre, mais pas votre adresse électronique.',
    notOffered: 'Ce site ne propose pas l’envoi sur Kindle actuellement.',
  },
  staff: {
    setUp:
      'Indiquez dans SMTP_URL un serveur de courrier qui accepte 70 Mo, et dans KINDLE_SENDER une adresse d’un domaine pourvu de SPF, DKIM et DMARC ; puis lancez « chapterhouse doctor delivery ».',
    notByPress: 'Cet éditeur ne le propose pas : « kindle: offered: false » figure dans son press.yaml.',
    senders: 'Expéditeurs vers Kindle',
    sendersLead:
      'Sur 90 jours : ce qui a été remis à Amazon, et ce que lecteurs et serveurs de courrier en ont dit. Amazon ne prévient personne quand il suspend un expéditeur ; cela se voit ici.',
    sendersNone: 'Aucune adresse n’est définie pour l’envoi de livres sur Kindle.',
    sender: 'Expéditeur',
    state: 'État',
    sends: 'Envoie',
    pausesSince: 'Suspendu depuis',
    until: 'jusqu’à',
    goOn: 'Reprendre maintenant',
    figures: ['Remis', 'Arrivés', 'Non arrivés', 'Refusés', 'Renvoyés', 'Codes d’Amazon'],
    editions: 'Éditions qui ont posé problème aux Kindle',
    editionsLead:
      'Sur 90 jours, les pires d’abord. E999 et ses semblables signifient qu’Amazon n’a pas pu convertir le fichier.',
    editionsNone: 'Aucune.',
    edition: 'Livre',
    why: {
      missing:
        'Plusieurs lecteurs disent que rien n’est arrivé en une journée. Amazon a peut-être suspendu cet expéditeur : il ne le dit qu’aux lecteurs.',
      refused:
        'Le serveur de courrier a refusé des messages à plusieurs lecteurs pour des raisons de règlement.',
      credentials: 'Le serveur de courrier n’accepte pas l’utilisateur et le mot de passe de SMTP_URL.',
    },
    toDo: {
      missing:
        'Lancez « npx chapterhouse doctor delivery ». Si le courrier est authentifié comme il le doit, écrivez depuis cette adresse à SendtoKindleTOU@amazon.com, dites que chaque message part à la demande d’un lecteur vers son propre appareil, et demandez la levée de la suspension.',
      refused: 'Lancez « npx chapterhouse doctor delivery » : il dit ce qui manque à SPF, DKIM et DMARC.',
      credentials: 'Corrigez SMTP_URL et redémarrez le worker.',
    },
  },
}
