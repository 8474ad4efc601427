import type { en } from './messages.en.ts'

export const fr: typeof en = {
  ask: 'Demander un exemplaire accessible',
  askHow:
    'Si vous ne pouvez pas l’utiliser tel quel, la maison d’édition s’efforce de vous envoyer un exemplaire qui vous convienne.',
  title: 'Demander un exemplaire accessible',
  lead: 'Indiquez sous quelle forme vous pouvez le lire. La maison d’édition reçoit votre demande et vous tient au courant :',
  noReason: 'Vous n’avez pas à dire pourquoi vous en avez besoin.',
  formsLabel: 'Ce dont vous avez besoin',
  forms: {
    text: 'Un fichier pour un lecteur d’écran ou un autre logiciel de lecture',
    braille: 'Du braille',
    'large-print': 'De grands caractères',
    descriptions: 'La description des images, des tableaux ou des formules',
    other: 'Autre chose',
  },
  formsHints: {
    text: 'Par exemple EPUB, Word, texte brut ou PDF balisé.',
    braille: 'Sous forme de fichier pour une embosseuse ou une plage braille.',
    'large-print': null,
    descriptions: 'Précisez ci-dessous lesquels.',
    other: 'Précisez ci-dessous.',
  },
  message: 'Ce que la maison d’édition doit savoir de plus',
  messageHint:
    'Par exemple le format de fichier ou le logiciel que vous utilisez, les pages voulues, ou la date à laquelle il vous le faut.',
  name: 'Votre nom',
  nameHint: 'Facultatif.',
  email: 'Votre adresse électronique',
  emailHint: 'C’est là que l’on vous répond et que l’exemplaire, ou son adresse, est envoyé.',
  answeredAt: (email) => `La réponse vous parviendra à ${email}.`,
  keptFor:
    'Ce que vous écrivez ici n’est lu que par le personnel de la maison d’édition, et effacé quelques mois après le traitement de votre demande.',
  send: 'Demander',
  problems: {
    forms: 'Choisissez au moins une forme.',
    other: 'Précisez ci-dessous ce dont vous avez besoin.',
    email: 'Ce n’est pas une adresse électronique. Corrigez-la.',
    long: 'Ce texte est trop long. Réduisez-le à deux mille caractères.',
    'too-often': 'Trop de demandes sont venues de votre réseau aujourd’hui. Réessayez demain.',
    'too-many':
      'Plusieurs demandes de cette adresse sont encore en attente. Attendez que certaines soient traitées, ou écrivez à la maison d’édition.',
  },
  statusTitle: 'Votre demande d’exemplaire accessible',
  status: {
    new: (press) => `${press} a reçu votre demande. Personne ne s’en est encore chargé.`,
    'in-hand': (press) => `${press} s’en occupe.`,
    sent: (press) => `${press} a traité votre demande.`,
    declined: (press) => `${press} ne peut pas vous envoyer un tel exemplaire.`,
  },
  asked: 'La maison d’édition a reçu votre demande.',
  askedHow:
    'Un message contenant l’adresse de votre demande vous a été envoyé : vous y verrez où elle en est.',
  linkInMail: 'Un lien qui vous permet de le lire se trouve dans le message qui vous a été envoyé.',
  download: 'Enregistrer l’exemplaire',
  fileUntil: (until) => `Vous pouvez le récupérer ici jusqu’au ${until}.`,
  fileGone: 'Le fichier n’est plus conservé ici. Refaites une demande s’il vous le faut de nouveau.',
  pressSays: (press) => `${press} écrit :`,
  wanted: 'Ce qui était demandé :',
  askedOn: 'Demandé le',
  settledOn: 'Réponse le',
  toldAt: (email) => `La réponse vous parviendra à ${email}.`,
  mails: {
    follow: 'Où en est votre demande :',
    wanted: {
      subject: (title) => `On demande un exemplaire accessible de « ${title} »`,
      lead: (title) =>
        `Une personne ne peut pas utiliser « ${title} » tel quel et demande un exemplaire accessible :`,
      where: 'Qui le demande, et la réponse à donner, se trouvent dans la console :',
    },
    asked: {
      subject: (title) => `Votre demande : un exemplaire accessible de « ${title} »`,
      lead: (title, press) =>
        `${press} a reçu votre demande d’un exemplaire accessible de « ${title} ». Vous aurez de nos nouvelles.`,
      notYou: 'Si cette demande ne vient pas de vous, il n’y a rien à faire.',
    },
    taken: {
      subject: (title) => `Votre exemplaire accessible de « ${title} » est en préparation`,
      lead: (title, press) => `${press} prépare pour vous un exemplaire accessible de « ${title} ».`,
    },
    sent: {
      subject: (title) => `Votre exemplaire accessible de « ${title} »`,
      lead: (title, press) => `${press} a traité votre demande d’un exemplaire accessible de « ${title} ».`,
      file: (until) =>
        `Vous seul pouvez récupérer le fichier, jusqu’au ${until} ; gardez cette adresse pour vous :`,
      link: (until) =>
        `Vous pouvez le lire ici jusqu’au ${until}. Ouvrez cette adresse dans le navigateur où vous voulez lire :`,
    },
    declined: {
      subject: (title) => `Votre demande : un exemplaire accessible de « ${title} »`,
      lead: (title, press) => `${press} ne peut pas vous envoyer d’exemplaire accessible de « ${title} ».`,
    },
  },
  myBooks: 'Exemplaires accessibles que vous avez demandés',
  states: { new: 'pas encore traitée', 'in-hand': 'en préparation', sent: 'envoyé', declined: 'refusée' },
}
