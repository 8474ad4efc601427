import type { en } from './messages.en.ts'

const issues: (typeof en)['issues'] = {
  'address-is-whole': ({ found }) =>
    `« ${found} » n’est pas une adresse complète. Écrivez quatre nombres de 0 à 255, une adresse IPv6, ou * pour les nombres quelconques.`,
  'prefix-length-fits': ({ found }) =>
    `« ${found} » a une longueur ou un masque qui ne convient pas. Écrivez /0 à /32 après une adresse IPv4, /0 à /128 après une adresse IPv6.`,
  'range-has-an-end': ({ found }) =>
    `« ${found} » commence une plage sans la terminer. Écrivez les deux bornes sur une même ligne.`,
  'range-ends-after-it-begins': ({ found }) =>
    `« ${found} » se termine avant de commencer. Écrivez d’abord l’adresse la plus basse.`,
  'range-is-of-one-family': ({ found }) =>
    `« ${found} » va d’IPv4 à IPv6. Écrivez deux plages, une de chaque sorte.`,
  'wildcards-stand-last': ({ found }) =>
    `« ${found} » a un * avant d’autres nombres et ferait des centaines de plages. Écrivez celles que vous voulez.`,
  'exclusion-names-its-addresses': ({ found }) =>
    `« ${found} » exclut quelque chose sans dire quoi. Écrivez les adresses à la suite, ou mettez ! devant chacune.`,
  'range-is-not-too-wide': ({ found, read }) =>
    `« ${found} » a été lu ${read}, plus large que le réseau de n’importe quel établissement. Écrivez ses véritables plages.`,
  'range-has-a-likely-width': ({ found, read }) =>
    `« ${found} » a été lu ${read}. Cela fait beaucoup d’adresses : vérifiez que toutes sont bien celles de l’établissement.`,
  'address-is-public': ({ found, read }) =>
    `« ${found} » (${read}) est une adresse privée : un site de l’Internet ne la voit jamais. Demandez les adresses sous lesquelles le réseau se voit du dehors.`,
  'address-is-assigned': ({ found, read }) =>
    `« ${found} » (${read}) est une adresse qu’aucun réseau de l’Internet ne porte. Vérifiez qu’elle est bien écrite.`,
  'prefix-begins-at-its-network': ({ found, read }) =>
    `« ${found} » ne commence pas là où commence un tel réseau ; on a lu ${read}. Si vous n’en voulez qu’une partie, écrivez une plage.`,
  'numbers-have-no-leading-zeros': ({ found, read }) =>
    `« ${found} » a des zéros en tête et a été lu ${read}. Vérifiez que c’est bien ce que vous voulez.`,
  'range-says-that-it-is-one': ({ found, read }) =>
    `« ${found} » tient en deux colonnes et a été lu comme la plage ${read}. S’il s’agit de deux adresses, mettez-les sur deux lignes.`,
  'exclusion-lies-in-a-range': ({ found, read }) =>
    `« ${found} » exclut ${read}, qui n’est dans aucune des plages de cette liste. Vérifiez l’une et l’autre.`,
  'line-holds-an-address': ({ found }) => `Aucune adresse n’a été trouvée dans « ${found} ».`,
}

const problems: (typeof en)['problems'] = {
  name: 'Écrivez un nom de 300 caractères au plus.',
  kind: 'Choisissez établissement ou consortium.',
  otherNames: 'Écrivez un nom par ligne.',
  country: 'Écrivez les deux lettres du pays (ISO 3166), par exemple NO.',
  city: 'Écrivez une ville de 200 caractères au plus.',
  ror: 'Écrivez l’identifiant ROR comme ror.org le montre, par exemple https://ror.org/013meh722. Un caractère est faux ou manque.',
  isni: 'Écrivez les seize caractères de l’ISNI. L’un d’eux est faux ou manque.',
  contact: 'Écrivez une adresse électronique, par exemple bibliotheque@nord.example.',
  onCampus: 'Choisissez membre ou lecteur de passage.',
  admits: 'Choisissez parmi membre, ancien et lecteur de passage.',
  pairingDays: 'Écrivez un nombre de jours de 0 à 400.',
  pairingFor: 'Choisissez tous les lecteurs ou ceux qui ont un compte.',
  proxyPrefix:
    'Écrivez ce qui précède une adresse et finit par = ou /, par exemple https://proxy.nord.example/login?url=',
}

export const fr: typeof en = {
  issues,
  problems,
  refusals: {
    unknown: 'Cet établissement n’existe pas.',
    'unknown-consortium': 'L’un des consortiums n’est pas connu ici.',
    circle: 'Il ne peut pas faire partie de lui-même, même par l’intermédiaire d’autres.',
    'identifier-taken': (field, by) =>
      `${by} porte déjà cet ${field === 'ror' ? 'identifiant ROR' : 'ISNI'}.`,
    'sign-in-taken': (entity, by) =>
      `${entity} identifie des lecteurs de ${by}. S’il identifie aussi les vôtres, indiquez votre portée (scope), par exemple med.example.edu ; ou adressez-vous à l’éditeur.`,
    claimed: (claimant, range, by) =>
      `${claimant} ne peut pas avoir ${range} : ces adresses sont à ${by}. Retirez-les de l’un des deux ou, si l’un fait partie de l’autre, dites-le d’abord.`,
  },
  line: (n) => `Ligne ${n}`,

  find: 'Trouver votre établissement',
  findLead:
    'Votre bibliothèque a peut-être un accord avec ce site. Trouvez-la ici, puis identifiez-vous chez elle.',
  typeName: 'Nom de votre université, bibliothèque ou entreprise',
  typeHint: 'Trois lettres suffisent. Vous pouvez aussi saisir un sigle, comme ENS, ou une ville.',
  search: 'Chercher',
  results: (n) => (n === 1 ? '1 établissement' : `${n} établissements`),
  moreResults: 'Il y en a d’autres. Ajoutez un mot du nom.',
  typeMore: 'Saisissez au moins trois lettres.',
  noneFound: (text) => `Aucun établissement ne s’appelle ici « ${text} ».`,
  notListed: 'Votre établissement n’est pas dans la liste ?',
  notListedSteps: [
    'Essayez une autre partie de son nom, son sigle, ou le nom de l’université tout entière.',
    'Si vous êtes dans ses murs, utilisez son propre réseau : ses adresses ouvrent peut-être des livres sans identification.',
    'Ouvrez ce site depuis la liste de bases de données de votre bibliothèque : le lien passe peut-être par son proxy.',
    'Parlez-en à votre bibliothèque. Elle peut conclure un accord avec nous et, en attendant, vous procurer souvent le chapitre.',
  ],
  chosenBefore: (name) => `La dernière fois, vous aviez choisi ${name}.`,
  goOnWith: (name) => `Continuer avec ${name}`,
  forgetChoice: 'Oublier ce choix',
  choiceForgotten: 'Votre choix est oublié.',
  also: (name) => `aussi : ${name}`,

  signInThrough: (name) => `S’identifier par ${name}`,
  signInWith: (name) => `S’identifier auprès de ${name}`,
  signInLead:
    'Vous vous identifiez sur la page de votre établissement. Il nous dit que vous êtes de ses lecteurs, et non qui vous êtes.',
  rememberChoice: 'Retenir cet établissement sur cet appareil',
  rememberHint: 'Un cookie garde ce choix, et rien d’autre.',
  otherInstitution: 'Un autre établissement',
  throughProxy: (name) => `Par le proxy de ${name}`,
  proxyHint: 'Vous vous identifiez auprès du proxy de la bibliothèque et lisez ici comme si vous y étiez.',
  onNetwork: (name) => `Vous êtes sur le réseau de ${name} : inutile de vous identifier.`,
  readOn: 'Poursuivre la lecture',
  noSignIn: (name) => `${name} n’a pas de service d’identification ici.`,
  noSignInSteps: [
    'Dans ses murs, utilisez son propre réseau : les livres auxquels il est abonné s’y ouvrent d’eux-mêmes.',
    'Ailleurs, ouvrez ce site depuis la liste de bases de données de votre bibliothèque, ou par son réseau privé virtuel.',
    'Si vous avez été sur son réseau avec cet appareil, vous pouvez peut-être le faire retenir.',
  ],
  askLibrary: 'S’adresser à la bibliothèque',

  offCampus: 'Lire hors du campus',
  offCampusLead:
    'Un appareil que vous utilisez sur le réseau de votre établissement peut être retenu : il ouvre alors les mêmes livres ailleurs.',
  rememberDevice: 'Retenir cet appareil pour lire hors du campus',
  rememberDeviceFor: (name, days) =>
    `Vous êtes sur le réseau de ${name}. Si cet appareil est le vôtre, il peut être retenu pendant ${days === 1 ? 'un jour' : `${days} jours`}.`,
  rememberDeviceHint: 'Ne le faites pas sur un ordinateur que d’autres utilisent aussi.',
  remembered: (name, until) => `Cet appareil est retenu pour ${name} jusqu’au ${until}.`,
  forgetDevice: 'Oublier cet appareil',
  deviceForgotten: 'Cet appareil n’est plus retenu.',
  yourDevices: 'Vos appareils',
  device: 'Appareil',
  deviceUnknown: 'Appareil inconnu',
  rememberedSince: 'Retenu depuis',
  rememberedUntil: 'Jusqu’au',
  forget: 'Oublier',
  forgetNamed: (device, institution) => `Oublier ${device} (${institution})`,
  pairingRefused: {
    'off-campus':
      'Vous n’êtes pas sur le réseau d’un établissement que nous connaissons. Revenez ici quand vous y serez, avec cet appareil.',
    'by-institution':
      'Votre établissement ne fait pas retenir d’appareils. Hors du campus, identifiez-vous auprès de lui.',
    'sign-in-first':
      'Votre établissement ne fait retenir que les appareils de lecteurs qui ont un compte. Connectez-vous, puis revenez ici.',
  },
  signInHere: 'Se connecter à votre compte',

  openurl: 'Ce que vous cherchiez',
  openurlNone: 'La référence qui vous amène ne désigne rien que nous ayons.',
  openurlSeveral: 'La référence qui vous amène peut désigner l’un de ces livres.',
  openurlEmpty: 'Les résolveurs de liens envoient des références à cette adresse. La vôtre est venue sans.',
  reference: 'Référence',
  openurlSteps: 'Voyez si le livre est ici sous un autre nom :',
  allBooks: 'Tous les livres',
  openurlLibrary: 'La page de votre bibliothèque, d’où vous venez, propose peut-être d’autres exemplaires.',
  chapterOf: 'Chapitre',
  book: 'Livre',
  author: 'Auteur',
  year: 'Année',
  page: 'Page',
}
