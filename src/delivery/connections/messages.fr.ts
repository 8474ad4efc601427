import type { en } from './messages.en.ts'

export const fr: typeof en = {
  title: 'Dropbox et Google Drive',
  intro:
    'Les chapitres et les livres peuvent être enregistrés directement dans votre propre espace en ligne. Nous n’y écrivons que dans un dossier à nous, sans rien voir d’autre de ce que vous y gardez.',
  connectedTo: (owner) => (owner === null ? 'Connecté.' : `Connecté au compte ${owner}.`),
  since: 'Depuis le',
  lastUsed: 'dernière utilisation le',
  neverUsed: 'pas encore utilisé',
  notConnected: 'Non connecté.',
  broken: {
    revoked:
      'L’autorisation n’est plus valable : elle a été retirée, ou n’a pas servi depuis longtemps. Connectez-le de nouveau.',
    permission: 'L’autorisation d’enregistrer des fichiers manque. Connectez-le de nouveau en l’accordant.',
    key: 'L’autorisation que vous aviez donnée ne peut plus être lue ici. Connectez-le de nouveau.',
  },
  connect: (cloud) => `Connecter ${cloud}`,
  reconnect: (cloud) => `Connecter ${cloud} de nouveau`,
  other: 'Utiliser un autre compte',
  disconnect: (cloud) => `Déconnecter ${cloud}`,
  disconnectNote: (cloud) =>
    `Ce qui y est enregistré reste à vous. Nous rendons aussitôt notre autorisation à ${cloud}.`,
  myAccount: 'Mon compte',
  nothingOffered: 'Ce site ne propose pas d’enregistrer dans un espace en ligne.',
  agreements: 'Conditions d’utilisation que vous avez acceptées',
  agreed: (version) => `version ${version}`,
  goingOn: (cloud) => `Vers ${cloud}`,
  goingOnText: (cloud) =>
    `Continuer vers ${cloud}, qui vous demandera si nous pouvons y enregistrer des fichiers`,
  done: {
    connected: (cloud) => `${cloud} est connecté. Ce qui l’attendait reprend maintenant.`,
    refused: (cloud) =>
      `${cloud} n’a pas été connecté, car vous ne l’avez pas autorisé. Rien n’est perdu ; vous pourrez le faire à tout moment.`,
    incomplete: () =>
      'L’autorisation d’enregistrer des fichiers n’a pas été donnée. Réessayez en laissant cochée la case correspondante.',
    expired: (cloud) => `Ce lien a expiré. Connectez ${cloud} de nouveau ; rien n’est perdu.`,
    unreachable: (cloud) => `${cloud} est injoignable. Réessayez dans quelques minutes ; rien n’est perdu.`,
    'unknown-here': (cloud) =>
      `${cloud} n’accepte pas ce site pour l’instant ; c’est à ses responsables d’y remédier. Téléchargez plutôt le fichier.`,
    left: (cloud) => `${cloud} est déconnecté. Ce qui y est enregistré reste à vous.`,
  },
  form: {
    savesTo: (cloud, owner) =>
      owner === null ? `Enregistré dans votre ${cloud}.` : `Enregistré dans le ${cloud} de ${owner}.`,
    change: 'Modifier',
    about: (cloud) => `À propos de l’enregistrement dans ${cloud}`,
    asksFirst: (cloud) =>
      `${cloud} vous demandera si nous pouvons enregistrer des fichiers dans un dossier à nous. Nous ne voyons rien d’autre de ce que vous y gardez.`,
    asksAgain: (cloud) =>
      `L’autorisation d’enregistrer dans votre ${cloud} n’est plus valable. ${cloud} vous la demandera de nouveau.`,
    agree: 'J’ai lu les conditions d’usage et je les respecterai',
    readPolicy: (version) => `Lire les conditions d’usage, version ${version} (nouvel onglet)`,
    agreeProblem:
      'Cochez la case pour accepter les conditions d’usage. Sans cela, rien ne peut être enregistré.',
    more: (cloud) => `En savoir plus sur l’enregistrement dans ${cloud} (nouvel onglet)`,
  },
  fault: {
    'cloud-not-connected': (cloud) => `En attente : connectez ${cloud} pour continuer.`,
    'cloud-reconnect': (cloud) =>
      `En attente : l’autorisation d’enregistrer dans votre ${cloud} n’est plus valable. Connectez-le de nouveau.`,
    'cloud-permission': (cloud) =>
      `En attente : l’autorisation d’enregistrer des fichiers dans votre ${cloud} n’a pas été donnée. Connectez-le de nouveau en laissant cochée la case correspondante.`,
    'cloud-key': (cloud) =>
      `En attente : l’autorisation que vous aviez donnée ne peut plus être lue ici. Connectez ${cloud} de nouveau.`,
    'cloud-slow-down': (cloud) => `${cloud} nous demande de ralentir. Nous réessayons de nous-mêmes.`,
    'cloud-unreachable': (cloud) =>
      `${cloud} ne répond pas pour le moment. Nous réessayons de nous-mêmes, en reprenant là où nous en étions.`,
    'cloud-unknown-here': (cloud) =>
      `${cloud} n’accepte pas ce site pour l’instant ; c’est à ses responsables d’y remédier. Nous réessayons de nous-mêmes.`,
    'cloud-full': (cloud) => `Votre ${cloud} est plein.`,
    'cloud-damaged': (cloud) =>
      `Ce qui est arrivé dans votre ${cloud} était abîmé, deux fois de suite, et n’a pas été gardé.`,
    'cloud-refused': (cloud) => `${cloud} n’a pas accepté le fichier, pour une raison que nous ignorons.`,
    'consent-refused': (cloud) =>
      `En attente : ${cloud} n’a pas été connecté, car vous ne l’avez pas autorisé.`,
    'consent-expired': (cloud) => `En attente : le lien vers ${cloud} avait expiré. Connectez-le de nouveau.`,
    'consent-unreachable': (cloud) =>
      `En attente : ${cloud} était injoignable. Connectez-le dans quelques minutes.`,
  },
  staff: {
    setUp: (cloud, settings) =>
      `Déclarez une application auprès de ${cloud} et définissez ${settings.join(' et ')} ; le manuel explique comment, sous « Dropbox and Google Drive ».`,
    title: (cloud) => `${cloud} : connexions des lecteurs`,
    lead: 'Combien de lecteurs l’ont connecté, sans dire lesquels.',
    unreadable: (n) =>
      `${n === 1 ? 'L’autorisation d’un lecteur ne peut plus être lue' : `Les autorisations de ${n} lecteurs ne peuvent plus être lues`}, parce que SECRET_KEY a changé. Indiquez l’ancienne dans SECRET_KEY_BEFORE et lancez « chapterhouse connection keys --change » ; sans elle, ces lecteurs devront se connecter de nouveau.`,
    state: 'État',
    count: 'Nombre',
    states: { active: 'Connecté', broken: 'À connecter de nouveau', leaving: 'En cours de restitution' },
    broken: {
      revoked: 'À connecter de nouveau : l’autorisation a pris fin',
      permission: 'À connecter de nouveau : l’enregistrement de fichiers n’a pas été permis',
      key: 'À connecter de nouveau : illisible ici',
    },
  },
  needs: (size) => `Le fichier demande ${size}. Faites de la place, puis réessayez.`,
  tryLater: 'Réessayez plus tard, ou téléchargez le fichier.',
  help: {
    title: (cloud) => `Enregistrer dans ${cloud}`,
    sections: [
      {
        heading: 'Où arrive le fichier',
        dropbox:
          'Dans un dossier à nous : dans votre Dropbox, ouvrez « Applications », puis le dossier qui porte le nom de ce site. Tous les ordinateurs et téléphones reliés à votre Dropbox l’y reçoivent.',
        'google-drive':
          'Dans un dossier de « Mon Drive » qui porte le nom de ce site. Vous pouvez déplacer ou renommer le dossier et ses fichiers : nous les reconnaissons.',
      },
      {
        heading: 'Ce que nous pouvons y faire',
        dropbox:
          'Écrire dans ce dossier et voir ce qu’il contient. Nous ne pouvons ni voir ni modifier rien d’autre dans votre Dropbox.',
        'google-drive':
          'Écrire des fichiers et voir ceux que nous avons écrits. Google appelle cela « Consulter, modifier, créer et supprimer uniquement les fichiers Google Drive que vous utilisez avec cette application ». Nous ne pouvons ni voir ni modifier rien d’autre dans votre Drive.',
      },
      {
        heading: 'Ce que nous gardons',
        dropbox:
          'L’adresse électronique de votre Dropbox, pour que vous sachiez duquel il s’agit, et une autorisation, chiffrée. Votre mot de passe ne nous parvient jamais.',
        'google-drive':
          'L’adresse électronique de votre compte Google, pour que vous sachiez duquel il s’agit, et une autorisation, chiffrée. Votre mot de passe ne nous parvient jamais.',
      },
      {
        heading: 'Si quelque chose ne va pas',
        dropbox:
          'Un fichier n’est enregistré qu’une fois, même si la connexion se coupe : nous regardons ce qui est arrivé et reprenons. Si votre Dropbox est plein, faites de la place, puis choisissez « Réessayer ». Si l’autorisation n’est plus valable, ce qui attend reprend dès que vous l’avez connecté de nouveau.',
        'google-drive':
          'Un fichier n’est enregistré qu’une fois, même si la connexion se coupe : nous regardons ce qui est arrivé et reprenons. Si votre Drive est plein, faites de la place, puis choisissez « Réessayer ». Si l’autorisation n’est plus valable, ce qui attend reprend dès que vous l’avez connecté de nouveau.',
      },
      {
        heading: 'Comment y mettre fin',
        dropbox:
          'Choisissez « Déconnecter Dropbox » dans Mon compte : nous rendons l’autorisation et l’oublions. Vous pouvez aussi la retirer chez Dropbox, dans « Paramètres », « Applications connectées ». Les fichiers restent à vous.',
        'google-drive':
          'Choisissez « Déconnecter Google Drive » dans Mon compte : nous rendons l’autorisation et l’oublions. Vous pouvez aussi la retirer chez Google, dans « Applications et services tiers » de votre compte. Les fichiers restent à vous.',
      },
    ],
    manage: 'Dropbox et Google Drive dans Mon compte',
  },
}
