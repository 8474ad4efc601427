import type { en } from './messages.en.ts'

export const fr: typeof en = {
  title: 'Exemplaires accessibles',
  request: 'Demande d’exemplaire accessible',
  caption: 'Demandes d’exemplaires accessibles, les plus anciennes d’abord',
  none: 'Personne n’attend.',
  filter: 'Afficher',
  waiting: 'En attente',
  settled: 'Traitées',
  columns: {
    reader: 'Personne',
    product: 'Pour',
    forms: 'Ce qu’il faut',
    asked: 'Demandé le',
    state: 'État',
  },
  states: { new: 'Nouvelle', 'in-hand': 'En préparation', sent: 'Envoyé', declined: 'Refusée' },
  forgotten: 'Plus conservé',
  unnamed: 'Sans nom',
  message: 'Ce qu’écrit la personne',
  answer: 'Ce qui lui a été répondu',
  file: 'Fichier',
  fileUntil: (name, size, until) => `${name}, ${size}, jusqu’au ${until}`,
  linked: 'Un lien de lecture a été envoyé.',
  noWonder:
    'Ne demandez pas pourquoi il le faut. Qui le souhaite le dit de soi-même, et nul n’y est tenu : voir le manuel, « Accessible copies ».',
  take: 'S’en charger',
  takeHint: 'La personne est informée que quelqu’un s’en occupe.',
  send: 'Envoyer',
  sendHint:
    'Un fichier préparé pour cette personne, un lien qui permet de tout lire ici, quelques mots : au moins l’un des trois.',
  attach: 'Fichier',
  attachHint: (size, days) =>
    `${size} au plus ; plusieurs fichiers dans un seul zip. Il est conservé ${days} jours, pour cette seule personne, et ne fait pas partie du livre.`,
  link: 'Envoyer aussi un lien de lecture',
  linkUntil: 'Jusqu’au',
  linkUntilHint: 'Sous la forme 2027-12-31 : le dernier jour où le lien ouvre quelque chose.',
  words: 'Ce que vous dites à la personne',
  decline: 'Refuser',
  declineReason: 'Pourquoi, pour la personne',
  declineReasonHint: 'En mots simples, avec ce qui pourrait aider malgré tout.',
  again: 'Reprendre la demande',
  againHint: 'Ce qui a été envoyé est retiré : le fichier disparaît, le lien n’ouvre plus rien.',
  done: {
    taken: 'La demande est en préparation ; la personne en est informée.',
    sent: 'L’envoi est fait.',
    declined: 'La demande est refusée ; la personne sait pourquoi.',
  },
  faults: {
    'no-such-request': 'Cette demande n’existe pas.',
    settled: 'Elle a été traitée entre-temps.',
    forgotten: 'L’auteur de la demande n’est plus conservé : personne ne peut recevoir de réponse.',
    'nothing-sent': 'Choisissez un fichier ou une date pour le lien, ou écrivez quelques mots.',
    'no-reason': 'Dites pourquoi : la personne en est informée.',
    date: 'Écrivez le jour sous la forme 2027-12-31, et choisissez-en un à venir.',
    'too-large': (most) => `C’est plus que ${most}.`,
    file: 'Le fichier n’est pas arrivé entier. Réessayez.',
  },
  home: (n) =>
    n === 1
      ? 'Une personne demande un exemplaire accessible.'
      : `${n} personnes demandent des exemplaires accessibles.`,
}
