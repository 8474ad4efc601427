import type { en } from './messages.en.ts'

export const fr: typeof en = {
  signIn: 'Se connecter',
  signOut: 'Se déconnecter',
  signUp: 'Créer un compte',
  email: 'Adresse électronique',
  password: 'Mot de passe',
  newPassword: 'Nouveau mot de passe',
  currentPassword: 'Mot de passe actuel',
  passwordHint: (least) => `Au moins ${least} caractères. Plusieurs mots se retiennent mieux que des signes.`,
  name: 'Nom',
  nameHint: 'Tel que vous souhaitez qu’on s’adresse à vous.',
  forgotten: 'Mot de passe oublié ?',
  sendLink: 'M’envoyer plutôt un lien',
  passkeySignIn: 'Se connecter avec une clé d’accès',
  passkeyFailed: 'La clé d’accès n’a pas été acceptée. Réessayez ou connectez-vous d’une autre façon.',
  otherWays: 'Autres façons de se connecter',
  throughInstitution: 'Par votre établissement',
  withProvider: (name) => `Avec ${name}`,
  noAccount: 'Pas encore de compte ?',
  haveAccount: 'Vous avez déjà un compte ?',
  welcomeBack: 'Vous reviendrez à la page que vous lisiez.',
  refused:
    'Cette adresse et ce mot de passe ne vont pas ensemble. Vérifiez-les, ou faites-vous envoyer un lien.',
  tooOften: (seconds) =>
    `Trop de tentatives. Attendez ${wait(seconds)} avant de réessayer, ou faites-vous envoyer un lien, sans attendre.`,
  tooOftenPlain: (seconds) => `Trop de tentatives. Attendez ${wait(seconds)} avant de réessayer.`,
  emailProblem: 'Ce n’est pas une adresse électronique. Elle devrait ressembler à nom@example.org.',
  nameProblem: 'Indiquez un nom de 120 caractères au plus.',
  passwordProblems: {
    'too-short': (least) => `Ce mot de passe est trop court : il lui faut au moins ${least} caractères.`,
    'too-long': () => 'Ce mot de passe est trop long : 200 caractères au plus.',
    'too-plain': () =>
      'Ce mot de passe serait parmi les premiers que l’on essaierait. Choisissez-en un moins évident.',
  },
  wrongPassword: 'Ce n’est pas votre mot de passe actuel.',
  sentTitle: 'Consultez votre messagerie',
  sent: 'Un message part vers l’adresse que vous avez indiquée. Suivez son lien pour continuer. Rien ne change tant que vous ne l’avez pas ouvert.',
  sentHint:
    'Rien au bout de quelques minutes ? Regardez dans les courriers indésirables et vérifiez l’adresse saisie.',
  sentBack: 'Retour à la connexion',
  forgottenTitle: 'Choisir un nouveau mot de passe',
  forgottenHint:
    'Indiquez l’adresse de votre compte. Un lien pour choisir un nouveau mot de passe y sera envoyé.',
  sendReset: 'Envoyer le lien',
  signUpHint: 'Pour conserver vos achats et lire ce à quoi vous avez droit sur tous vos appareils.',
  signUpPrivacy: 'Ce que nous faisons de vos données',
  letterTitles: {
    'sign-up': 'Confirmez votre adresse',
    'sign-in': 'Se connecter',
    reset: 'Choisir un nouveau mot de passe',
    'change-address': 'Confirmez votre nouvelle adresse',
  },
  letterTexts: {
    'sign-up': (email) => `Votre compte sera créé pour ${email} dès que vous aurez confirmé.`,
    'sign-in': (email) => `Vous vous connectez en tant que ${email}.`,
    reset: (email) => `Pour le compte ${email}. Vous serez ensuite déconnecté partout ailleurs.`,
    'change-address': (email) => `Vous vous connecterez désormais avec ${email}.`,
  },
  letterActs: {
    'sign-up': 'Confirmer et se connecter',
    'sign-in': 'Se connecter',
    reset: 'Enregistrer le mot de passe',
    'change-address': 'Confirmer',
  },
  letterGoneTitle: 'Ce lien n’est plus valable',
  letterGone:
    'Il a déjà servi ou il est trop ancien. Chaque lien ne sert qu’une fois. Faites-en envoyer un autre.',
  letterTaken: 'Un compte existe désormais avec cette adresse. Connectez-vous avec elle.',
  codeTitle: 'Encore une étape',
  code: 'Code',
  codeHint: 'Les six chiffres de votre application d’authentification, ou l’un de vos codes de secours.',
  codeWrong: 'Ce code est faux ou a déjà servi. Attendez le suivant et réessayez.',
  confirm: 'Confirmer',
  codeSetUpTitle: 'Une seconde preuve',
  codeSetUp:
    'Une application d’authentification affiche sur votre téléphone un nouveau code toutes les trente secondes. Avec elle, votre mot de passe seul n’ouvre plus rien.',
  codeNeeded:
    'Votre compte a un rôle dans la conduite de ce site. Pour l’exercer, ajoutez une seconde preuve ou connectez-vous avec une clé d’accès.',
  codeBegin: 'Commencer',
  codeScan: 'Lisez cette image avec votre application d’authentification :',
  codePicture: 'La clé ci-dessous, sous forme d’image pour votre application d’authentification',
  codeKey: 'Ou saisissez cette clé',
  codeOpen: 'Ouvrir dans une application de cet appareil',
  recoveryTitle: 'Codes de secours',
  recovery:
    'Gardez-les en lieu sûr. Chacun vous laisse entrer une fois quand votre téléphone n’est pas à portée de main. Ils ne sont montrés que maintenant.',
  codeConfirm: 'Saisissez ensuite le code affiché',
  codeOn: 'Un code est demandé chaque fois que vous vous connectez avec un mot de passe ou un lien.',
  codeOff: 'Se passer de codes',
  codeOffNever: 'Votre rôle l’exige.',
  fresh: 'Pour cela, connectez-vous de nouveau : votre connexion date un peu.',
  account: 'Mon compte',
  accountNav: 'Compte',
  signedInAs: (email) => `Vous êtes connecté en tant que ${email}.`,
  done: {
    name: 'Votre nom est modifié.',
    password: 'Votre mot de passe est modifié. Vous êtes déconnecté partout ailleurs.',
    'address-asked':
      'Un message part vers la nouvelle adresse. Le changement se fera quand vous en suivrez le lien.',
    address: 'Votre adresse est modifiée.',
    session: 'Cette session est fermée.',
    sessions: 'Toutes vos autres sessions sont fermées.',
    passkey: 'Votre clé d’accès est enregistrée. Vous pouvez désormais vous connecter avec elle.',
    'passkey-removed': 'La clé d’accès est supprimée.',
    code: 'Un code sera désormais demandé.',
    'code-off': 'Les codes ne sont plus demandés.',
    linked: 'Cette connexion est rattachée à votre compte.',
    taken: 'Cette connexion appartient à un autre compte.',
    unlinked: 'Cette connexion est détachée de votre compte.',
  },
  yourName: 'Votre nom',
  yourAddress: 'Votre adresse électronique',
  addressHint:
    'Un message est envoyé à la nouvelle adresse. Rien ne change avant que vous en suiviez le lien.',
  newAddress: 'Nouvelle adresse électronique',
  yourPassword: 'Votre mot de passe',
  noPasswordYet: 'Votre compte n’a pas encore de mot de passe. Vous pouvez en choisir un.',
  save: 'Enregistrer',
  change: 'Modifier',
  passkeys: 'Clés d’accès',
  passkeysHint:
    'Connectez-vous avec votre empreinte, votre visage ou le verrou de votre appareil, sans mot de passe.',
  passkeysNone: 'Vous n’en avez pas encore.',
  passkeysNoScript: 'Pour en ajouter une, autorisez les scripts de ce site dans votre navigateur.',
  addPasskey: 'Ajouter une clé d’accès',
  aPasskey: 'Clé d’accès',
  since: 'depuis le',
  remove: 'Supprimer',
  removeWhat: (what) => `Supprimer ${what}`,
  secondProof: 'Seconde preuve',
  secondProofOn: 'Activée',
  secondProofOff: 'Désactivée',
  setUp: 'Configurer',
  providers: 'Connexions rattachées',
  join: (name) => `Rattacher ${name}`,
  part: (name) => `Détacher ${name}`,
  sessions: 'Où vous êtes connecté',
  thisSession: 'ce navigateur',
  lastUsed: 'dernière activité le',
  endSession: 'Y fermer la session',
  endSessionOf: (browser) => `Fermer la session de ${browser}`,
  endOthers: 'Se déconnecter partout ailleurs',
  someBrowser: 'Un navigateur',
  onSystem: (browser, system) => `${browser} sous ${system}`,
  books: 'Mes livres',
  booksNone:
    'Rien n’a encore été acheté avec ce compte ni attribué à celui-ci. Ce qui est en libre accès vous reste ouvert dans tous les cas.',
  browse: 'Parcourir les livres',
  yourData: 'Vos données',
  exportData: 'Télécharger tout ce qui est conservé à votre sujet (JSON)',
  deleteTitle: 'Supprimer votre compte',
  deleteText:
    'Votre compte, ses connexions et ses réglages sont supprimés aussitôt et pour de bon. Vos achats ne pourront plus être lus ici. Les reçus sont conservés comme la loi l’exige.',
  deleteConfirm: 'Je comprends que c’est irréversible',
  deleteUnconfirmed: 'Cochez la case pour indiquer que vous avez compris.',
  deleteAct: 'Supprimer mon compte',
  deletedTitle: 'Votre compte est supprimé',
  deleted: 'Il n’en reste ici que ce que la loi exige. Vous pouvez en créer un nouveau à tout moment.',
  signedOutTitle: 'Vous êtes déconnecté',
  signedOut: 'Quiconque utilisera cet appareil après vous ne verra rien de votre compte.',
  home: 'Aller à la page d’accueil',
  providerFailed: (name) => `${name} ne vous a pas connecté. Réessayez ou connectez-vous d’une autre façon.`,
  providerAddressTitle: 'Votre adresse électronique',
  providerAddress: (name) =>
    `${name} nous a dit qui vous êtes, mais sans adresse électronique. Indiquez la vôtre : un message y est envoyé, dont le lien crée votre compte.`,
  goingOn: (name) => `Vers ${name}`,
  goingOnText: (name) =>
    `Vous êtes dirigé vers ${name} pour vous connecter. Si rien ne se passe, suivez ce lien.`,
  goOn: 'Continuer',
  staffOnlyTitle: 'Pas pour ce compte',
  staffOnly:
    'Cette page est réservée à ceux qui conduisent le site. Connectez-vous avec un autre compte, ou demandez-leur un rôle.',
  letters: {
    hello: 'Bonjour,',
    dear: (name) => `Bonjour ${name},`,
    from: (site, origin) => `${site}\n${origin}`,
    holds: (minutes) =>
      minutes >= 120
        ? `Le lien est valable ${minutes / 60} heures et ne sert qu’une fois.`
        : `Le lien est valable ${minutes} minutes et ne sert qu’une fois.`,
    notYou: 'Si cette demande ne vient pas de vous, ne faites rien : rien n’a changé.',
    signUpSubject: (site) => `Confirmez votre compte chez ${site}`,
    signUp: (site) => `suivez ce lien pour confirmer votre adresse et créer votre compte chez ${site} :`,
    alreadySubject: (site) => `Vous avez déjà un compte chez ${site}`,
    already: (site) =>
      `quelqu’un, sans doute vous, a voulu créer un compte chez ${site} avec cette adresse. Vous en avez déjà un. Connectez-vous ici :`,
    alreadyForgotten: 'Si vous avez oublié votre mot de passe, choisissez-en un nouveau ici :',
    signInSubject: (site) => `Votre lien de connexion à ${site}`,
    signIn: (site) => `suivez ce lien pour vous connecter à ${site} :`,
    resetSubject: (site) => `Nouveau mot de passe pour ${site}`,
    reset: (site) => `suivez ce lien pour choisir un nouveau mot de passe pour ${site} :`,
    noneSubject: (site) => `Aucun compte chez ${site} avec cette adresse`,
    none: (site) =>
      `quelqu’un, sans doute vous, a voulu se connecter à ${site} avec cette adresse. Aucun compte n’y correspond ; le vôtre en a peut-être une autre. Vous pouvez en créer un ici :`,
    changeSubject: (site) => `Confirmez votre nouvelle adresse pour ${site}`,
    change: (site) => `suivez ce lien pour utiliser cette adresse avec votre compte chez ${site} :`,
    takenSubject: (site) => `Cette adresse a déjà un compte chez ${site}`,
    taken: (site) =>
      `quelqu’un a voulu utiliser cette adresse pour un autre compte chez ${site}. Elle appartient déjà à un compte, et rien n’a été changé.`,
    alarmAdvice:
      'Si ce n’était pas vous, choisissez aussitôt un nouveau mot de passe, ce qui déconnecte aussi tous les autres, et écrivez-nous.',
    alarms: {
      address: {
        subject: (site) => `Changement d’adresse demandé chez ${site}`,
        text: (site) =>
          `quelqu’un, connecté à votre compte chez ${site}, a demandé à y utiliser une autre adresse électronique. Le changement se fera quand il sera confirmé depuis celle-ci.`,
      },
      password: {
        subject: (site) => `Votre mot de passe chez ${site} est modifié`,
        text: (site) => `le mot de passe de votre compte chez ${site} vient d’être modifié.`,
      },
      'two-factor-off': {
        subject: (site) => `Les codes ne sont plus demandés chez ${site}`,
        text: (site) => `la seconde preuve de votre compte chez ${site} vient d’être désactivée.`,
      },
      closed: {
        subject: (site) => `Votre compte chez ${site} est supprimé`,
        text: (site) => `votre compte chez ${site} vient d’être supprimé, comme cela y a été demandé.`,
      },
    },
  },
}

function wait(seconds: number): string {
  if (seconds < 90) return seconds === 1 ? '1 seconde' : `${seconds} secondes`
  return `${Math.ceil(seconds / 60)} minutes`
}
