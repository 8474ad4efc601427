import type { en } from './messages.en.ts'

export const fr: typeof en = {
  refused: {
    'not-readable': 'La réponse de votre établissement n’a pas pu être lue.',
    'not-verified':
      'Rien ne permet d’affirmer que la réponse vient bien de votre établissement, ni qu’elle est arrivée intacte.',
    'too-old':
      'Votre établissement protège sa réponse d’une manière qui n’est plus sûre. Son service informatique peut y remédier.',
    'unknown-institution': 'Cet établissement ne permet pas de se connecter ici.',
    'provider-is-away': 'Le service de connexion de votre établissement ne répond pas pour le moment.',
    'provider-said-no': 'Votre établissement n’a pas validé la connexion.',
    'not-asked-for': 'Une réponse nous est parvenue que personne n’avait demandée ici.',
    'used-before': 'Cette connexion a déjà servi. Chacune ne sert qu’une fois.',
    'too-late': 'La connexion a pris trop de temps, ou une horloge n’est pas à l’heure.',
    'not-for-us': 'La réponse de votre établissement était destinée à un autre site.',
    'other-browser':
      'La connexion a été commencée dans un autre navigateur, ou ce navigateur ne conserve pas les cookies.',
    'not-a-member':
      'Votre établissement vous a reconnu sans nous indiquer que vous en êtes membre, ancien étudiant ou lecteur invité de sa bibliothèque.',
  },
  advice: {
    'not-readable':
      'Réessayez. Si cela se reproduit, communiquez à votre bibliothèque le numéro et la règle indiqués ci-dessous.',
    'not-verified':
      'Rien n’en a été retenu. Recommencez à partir d’ici ; si cela se reproduit, communiquez à votre bibliothèque le numéro et la règle indiqués ci-dessous.',
    'too-old': 'Communiquez à votre bibliothèque le numéro et la règle indiqués ci-dessous.',
    'unknown-institution':
      'Cherchez votre établissement par son nom. S’il n’y figure pas, adressez-vous à votre bibliothèque.',
    'provider-is-away': 'Réessayez dans quelques minutes.',
    'provider-said-no': 'Recommencez, ou adressez-vous à l’assistance de votre établissement.',
    'not-asked-for': 'Commencez la connexion depuis la page que vous souhaitez lire.',
    'used-before': 'Si vous êtes déjà connecté, poursuivez votre lecture. Sinon, recommencez.',
    'too-late': 'Recommencez.',
    'not-for-us':
      'Recommencez à partir d’ici. Si cela se reproduit, communiquez à votre bibliothèque le numéro et la règle indiqués ci-dessous.',
    'other-browser': 'Autorisez les cookies de ce site et recommencez, sans changer de fenêtre.',
    'not-a-member':
      'Adressez-vous à votre bibliothèque : elle peut transmettre ce qui manque. Communiquez-lui le numéro et la règle indiqués ci-dessous.',
  },
  refusedTitle: 'Vous n’êtes pas connecté',
  findInstitution: 'Trouver votre établissement',
  backToReading: 'Revenir à la page précédente',
  requestNumber: 'Requête',
  rule: 'Règle',
  noInstitution: 'Votre établissement vous a reconnu, mais il n’a pas d’accord avec ce site.',
  noInstitutionAdvice:
    'Tout ce qui est en libre accès vous est ouvert. Pour le reste, adressez-vous à votre bibliothèque.',
  sendOnTitle: (institution) => `Connexion auprès de ${institution}`,
  sendOn: (institution) => `Vous allez être dirigé vers la page de connexion de ${institution}.`,
  sendOnButton: 'Continuer',
  signedOutTitle: 'Vous êtes déconnecté de ce site',
  signedOut: 'Ce site ne reconnaît plus votre établissement dans ce navigateur.',
  signedOutThere:
    'Vous êtes peut-être encore connecté auprès de votre établissement. Sur un ordinateur partagé, fermez toutes les fenêtres du navigateur.',
  home: 'Aller à l’accueil',
  serviceDescription: (site) => `Livres universitaires sur ${site}`,
}
