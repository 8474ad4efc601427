import type { en } from './texts.en.ts'

export const fr: typeof en = {
  about: ({ name, onlinePublisher }) => `
${name} publie sur ce site des livres savants. Chaque livre, et chacun de ses chapitres, a sa propre page, que l’on peut lire, citer et signaler durablement.

## Lire

Un chapitre marqué ouvert se lit ici même, sur sa page, et peut être emporté sous forme de fichier par tout le monde. Un chapitre marqué fermé montre son résumé et sa notice ; sa page indique comment parvenir au texte.

## Citer

Chaque page propose sa référence dans de nombreux styles et en fichier pour les logiciels de bibliographie. Son adresse ne change pas ; quand l’œuvre a un DOI, celui-ci y conduit.

## Quand quelque chose change

Un livre corrigé garde ses adresses. Sa page dit ce qui a été changé, et quand. Ce qui est retiré laisse sa notice, afin qu’aucune citation ne mène dans le vide.

## Qui tient ce site

${onlinePublisher} publie ce site en ligne. Il fonctionne avec Chapterhouse, logiciel libre pour l’édition savante.
`,
  accessibility: ({ name, accessibilityContact }) => `
Nous voulons que chacun puisse lire ici. Ces pages sont conçues pour satisfaire aux règles WCAG 2.2 au niveau AA, et pour fonctionner sans souris, sans couleurs et sans scripts.

## Au clavier

- Sur chaque page, la première pression sur la touche Tab fait apparaître un lien qui mène au contenu principal.
- Tab et Maj + Tab parcourent les liens, les boutons et les champs ; l’élément actif est entouré d’un trait.
- Entrée suit un lien ; Entrée ou la barre d’espace actionne un bouton et ouvre ou ferme ce qui se replie, comme les affiliations ou la table des matières.
- Échap ferme une image agrandie ou une note ouverte, et ramène là d’où l’on venait.
- Un tableau trop large pour l’écran s’atteint avec Tab et se déplace avec les flèches.

## Avec une aide technique

- Titres, listes, tableaux, figures et régions sont balisés pour ce qu’ils sont. Chaque page a un seul titre de premier niveau : le sien.
- Un appel de note est un lien vers la note, et la note a un lien de retour.
- Les numéros de page du livre imprimé figurent dans le texte : on retrouve ainsi une page citée.
- La langue du livre est indiquée à part de celle du site, afin qu’une voix la prononce bien.
- Les formules sont données en MathML.

## Taille, largeur, couleurs

- Toutes les pages peuvent être agrandies à 400 % et se lisent alors sur une colonne.
- Sur la page d’un texte, vous pouvez choisir la taille des lettres et la largeur des lignes ; votre navigateur s’en souvient.
- Les pages suivent votre système : clair ou sombre, contraste élevé, vos propres couleurs, animations réduites.

## Ce que nous savons encore imparfait

- Les images de livres anciens peuvent ne pas être décrites. La page du livre dit si ses fichiers déclarent l’être.
- Certains livres sont faits de pages composées d’avance ; leur texte ne peut pas être remis en page.
- Les premières pages numérisées, montrées quand un livre n’a pas de résumé, sont des images de texte.
- L’accessibilité des fichiers de chaque livre est indiquée sur sa page, d’après ses propres métadonnées. Quand rien n’est indiqué, nous ne savons pas.

## Un exemplaire accessible

Si vous ne pouvez pas vous servir d’un livre tel qu’il est proposé, écrivez à [${accessibilityContact}](${accessibilityContact}). Dites de quel livre ou chapitre il s’agit et ce qu’il vous faut : un autre format, de plus grands caractères, des descriptions d’images ou un fichier sans protection. Vous n’avez pas à dire pourquoi. ${name} répond sous cinq jours ouvrés.

## Quand quelque chose ne va pas

Dites-nous à la même adresse de quelle page il s’agit et ce qui s’est passé. La ligne au bas de chaque page indique le rendu que vous avez vu ; la recopier nous aide.
`,
  contact: ({ name }) => `
${name} lit volontiers ce que lui écrivent lecteurs, auteurs et bibliothécaires. Pour reprendre un texte ou une image, voyez d’abord les droits indiqués sur sa page : une licence publique permet peut-être déjà ce que vous souhaitez.
`,
  usage: ({ name }) => `
Ce texte dit ce que vous pouvez faire de ce que vous lisez ici. Quand la page d’un livre ou d’un chapitre indique une licence, celle-ci l’emporte.

## Vous pouvez

- lire, chercher et signaler par un lien tout ce qui est ouvert, sans demander ni dire qui vous êtes ;
- emporter les fichiers qui vous sont proposés, et les garder pour votre étude et votre enseignement ;
- citer, en indiquant la source, dans les limites de la loi de votre pays et des usages savants ;
- soumettre les textes ouverts à des calculs, par exemple pour compter et comparer des mots, à un rythme qui laisse le site aux autres.

## Vous ne pouvez pas

- transmettre les fichiers d’œuvres qui ne sont pas ouvertes, ni les mettre à la portée d’autrui ;
- ôter les noms des auteurs ou de la maison d’édition, ni modifier un texte en le laissant sous le nom de son auteur ;
- chercher à contourner les limites d’accès, ni user du droit d’une autre personne ;
- demander des pages si vite ou en si grand nombre que d’autres lecteurs en soient privés.

## Droits sur les textes

Les droits appartiennent aux titulaires indiqués sur chaque page. Pour tout ce que ne permettent ni ce texte ni la licence, adressez-vous à eux ; à défaut, à ${name}.

## Modifications

Ce texte porte un numéro de version. Ce que vous avez accepté est la version qui vous a été montrée.
`,
  privacy: ({ name, contact }) => `
Vous pouvez lire ici sans nous dire qui vous êtes.

## Ce que nous ne faisons pas

- Les pages ne déposent aucun cookie chez les lecteurs qui ne se sont pas identifiés.
- Rien sur nos pages n’est chargé depuis d’autres sites : ni compteurs, ni polices, ni cartes, ni boutons de tiers.
- Nous ne vendons ni ne transmettons rien sur les lecteurs.

## Ce qui est conservé

- Une ligne de journal par réponse : l’heure, la page demandée, le résultat et la durée. Elle ne contient l’adresse d’aucun lecteur.
- Une note pour chaque chapitre ouvert ou emporté : à quel moment, lequel, et par quelle bibliothèque, afin que celles-ci sachent combien on y lit. Elle ne nomme ni lecteur ni adresse ; ce qu’un même lecteur ouvre en un jour est réuni sous un numéro dont la clé est détruite une fois ce jour passé.
- Votre choix de taille et de largeur du texte, et le fait d’avoir fermé un avis, sont gardés par votre propre navigateur et ne nous sont jamais envoyés.
- Si vous nous écrivez, nous gardons votre message le temps d’y répondre et d’en tirer parti.

## Vos droits

Vous pouvez demander ce qui est conservé à votre sujet, le faire corriger et le faire supprimer. Écrivez à [${contact}](${contact}). ${name} répond sous un mois.
`,
  terms: ({ name, onlinePublisher, contactPage }) => `
${onlinePublisher} tient ce site pour ${name}.

## Ce sur quoi vous pouvez compter

L’adresse d’un livre ou d’un chapitre demeure ; elle mène à lui, ou à la notice de ce qu’il est devenu. Les textes sont montrés tels que leur maison d’édition les a envoyés ; les corrections sont signalées sur la page.

## Ce sur quoi vous ne pouvez pas compter

Le site peut être absent pour entretien ou à la suite d’une panne. Il est offert sans promesse qu’il serve à un usage particulier. Les auteurs n’engagent qu’eux-mêmes. Notre responsabilité est celle que fixe la loi, sans plus.

## Liens

Les adresses extérieures à ce site mènent à des pages dont d’autres répondent.

## Si vous trouvez ici ce qui ne devrait pas y être

Si un texte ou une image porte atteinte à vos droits, ou ne devrait pas être publié pour une autre raison, dites-le-nous par la [page de contact](${contactPage}) : quelle page, ce qui ne va pas, et comment vous joindre. Nous examinons et nous répondons.
`,
}
