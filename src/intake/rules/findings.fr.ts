/**
 * What was found, in French. A finding is told in English when a book is read, and kept so; here stands each of these sentences
 * with `{}` for what it names, and beside it the same in French, where `{1}` stands for the first of them. What a sentence names
 * may be a phrase of its own: those are in `PHRASES_IN_FRENCH`.
 */
type Pair = readonly [found: string, french: string]

export const FINDINGS_IN_FRENCH: readonly Pair[] = [
  // The archive
  [
    'The archive lists this file but does not hold all of it: it is damaged or cut short. Send the whole file again.',
    'L’archive annonce ce fichier mais ne le contient pas en entier : elle est endommagée ou tronquée. Renvoyez le fichier entier.',
  ],
  [
    'The directory of the archive and the entry itself say different things about this file. The directory was believed; make the archive anew.',
    'Le répertoire de l’archive et l’entrée elle-même se contredisent sur ce fichier. Le répertoire a été cru ; refaites l’archive.',
  ],
  [
    'This file is encrypted in the archive, so that it cannot be read. Send it without a password.',
    'Ce fichier est chiffré dans l’archive, et ne peut donc être lu. Envoyez-le sans mot de passe.',
  ],
  [
    'This file is packed by method {}; an EPUB stores its files or deflates them. Make the archive anew.',
    'Ce fichier est comprimé par la méthode {1} ; un EPUB garde ses fichiers tels quels ou les comprime par « deflate ». Refaites l’archive.',
  ],
  [
    'This file is damaged, or not of the {} bytes that the archive says. Make the archive anew.',
    'Ce fichier est endommagé, ou n’a pas les {1} octets que dit l’archive. Refaites l’archive.',
  ],
  [
    'This file is damaged: its checksum is wrong. Send the book again.',
    'Ce fichier est endommagé : sa somme de contrôle est fausse. Renvoyez le livre.',
  ],
  [
    'The archive lists {} files; no more than {} are read.',
    'L’archive annonce {1} fichiers ; il n’en est pas lu plus de {2}.',
  ],
  [
    'The archive is one piece of several. Join the pieces into one file and send that.',
    'L’archive n’est qu’un morceau parmi d’autres. Réunissez-les en un seul fichier et envoyez-le.',
  ],
  [
    'The archive is encrypted. Send it without a password.',
    'L’archive est chiffrée. Envoyez-la sans mot de passe.',
  ],
  [
    'The file is not a ZIP archive that can be read, or it is cut short ({}). Send the whole file again.',
    'Le fichier n’est pas une archive ZIP lisible, ou il est tronqué ({1}). Renvoyez le fichier entier.',
  ],
  [
    'The archive holds an entry “{}”: {}. Nothing of it was read; make the archive anew.',
    'L’archive contient une entrée « {1} » : {2}. Rien n’en a été lu ; refaites l’archive.',
  ],
  [
    'This entry was read although {}. Rename the file and make the archive anew.',
    'Cette entrée a été lue bien que {1}. Renommez le fichier et refaites l’archive.',
  ],
  [
    'The archive holds this name twice. The first is read; take the other away.',
    'L’archive contient ce nom deux fois. Le premier est lu ; retirez l’autre.',
  ],
  [
    'This entry is a link to another file, not a file. It was left out: put the file itself in its place.',
    'Cette entrée est un lien vers un autre fichier, non un fichier. Elle a été laissée de côté : mettez le fichier à sa place.',
  ],
  [
    'This entry is not a file but a device or a pipe. It was left out.',
    'Cette entrée n’est pas un fichier mais un périphérique ou un tube. Elle a été laissée de côté.',
  ],
  [
    'This file is {} when unpacked; no more than {} are read.',
    'Décompressé, ce fichier fait {1} ; il n’en est pas lu plus de {2}.',
  ],
  [
    'This file is packed to less than a {}th of its size, as in an archive made to exhaust its reader. Nothing was read.',
    'Ce fichier est comprimé à moins d’un {1}e de sa taille, comme dans une archive faite pour épuiser qui la lit. Rien n’a été lu.',
  ],
  [
    'The archive is {} when unpacked; no more than {} are read.',
    'Décompressée, l’archive fait {1} ; il n’en est pas lu plus de {2}.',
  ],
  [
    'This file and “{}” share the same bytes of the archive. Nothing was read; make the archive anew.',
    'Ce fichier et « {1} » partagent les mêmes octets de l’archive. Rien n’a été lu ; refaites l’archive.',
  ],
  ['There is no file “{}” in the container.', 'Il n’y a pas de fichier « {1} » dans le conteneur.'],
  [
    'The container has no file “mimetype” with {}. Put it first.',
    'Le conteneur n’a pas de fichier « mimetype » avec {1}. Placez-le en premier.',
  ],
  [
    'The file “mimetype” must hold {} and nothing else, no line end either.',
    'Le fichier « mimetype » doit contenir {1} et rien d’autre, pas même une fin de ligne.',
  ],
  [
    'The file “mimetype” is not the first of the archive. Make it the first.',
    'Le fichier « mimetype » n’est pas le premier de l’archive. Placez-le en premier.',
  ],
  [
    'The file “mimetype” is compressed. Store it as it is.',
    'Le fichier « mimetype » est comprimé. Gardez-le tel quel.',
  ],
  [
    'The entry “mimetype” has an extra field, so that its content is not where readers look. Make the archive without (zip -X).',
    'L’entrée « mimetype » a un champ supplémentaire, si bien que son contenu n’est pas là où on le cherche. Refaites l’archive sans ce champ (zip -X).',
  ],
  [
    'This file is encrypted ({}), so that it cannot be read. Send the book without encryption.',
    'Ce fichier est chiffré ({1}), et ne peut donc être lu. Envoyez le livre sans chiffrement.',
  ],
  [
    'This file is encrypted ({}) and cannot be read. Send the book without encryption.',
    'Ce fichier est chiffré ({1}) et ne peut être lu. Envoyez le livre sans chiffrement.',
  ],
  // Documents
  [
    'The file says that its encoding is “{}”, which is not known. Save it as UTF-8 and try again.',
    'Le fichier dit être codé en « {1} », ce qui n’est pas connu. Enregistrez-le en UTF-8 et recommencez.',
  ],
  [
    'The file holds bytes that are not {}. Save it as UTF-8 and try again.',
    'Le fichier contient des octets qui ne sont pas de l’{1}. Enregistrez-le en UTF-8 et recommencez.',
  ],
  [
    'The file is in UTF-16. It is read; UTF-8 is the custom.',
    'Le fichier est en UTF-16. Il est lu ; l’usage est UTF-8.',
  ],
  [
    'The file is in {}; EPUB allows UTF-8 and UTF-16 alone. It was read all the same: save it as UTF-8.',
    'Le fichier est en {1} ; EPUB n’admet que UTF-8 et UTF-16. Il a été lu malgré tout : enregistrez-le en UTF-8.',
  ],
  [
    'The file is not UTF-8. Save it again as UTF-8.',
    'Le fichier n’est pas en UTF-8. Enregistrez-le de nouveau en UTF-8.',
  ],
  [
    'The file holds more than {} characters, which is more than is read. Split it into several.',
    'Le fichier contient plus de {1} caractères, plus qu’il n’en est lu. Divisez-le.',
  ],
  [
    'The file holds more than {} elements, which is more than is read. Split it into several.',
    'Le fichier contient plus de {1} éléments, plus qu’il n’en est lu. Divisez-le.',
  ],
  [
    'Elements are nested more than {} deep, which no page needs. Take the surplus levels away.',
    'Des éléments sont emboîtés sur plus de {1} niveaux, ce dont aucune page n’a besoin. Retirez les niveaux superflus.',
  ],
  ['The file holds no element at all.', 'Le fichier ne contient aucun élément.'],
  [
    'The file is not well-formed XML: {}. It cannot be read until that is corrected.',
    'Le fichier n’est pas du XML bien formé : {1}. Il ne peut être lu avant correction.',
  ],
  [
    'The entity “{}” is declared to live outside the file. It is never fetched: write its text here.',
    'L’entité « {1} » est déclarée hors du fichier. Elle n’est jamais cherchée : écrivez son texte ici.',
  ],
  [
    '“&{};” stands for nothing: no such character is declared. Write the character itself.',
    '« &{1}; » ne désigne rien : aucun caractère de ce nom n’est déclaré. Écrivez le caractère lui-même.',
  ],
  [
    '“&{};” is not declared in this file. It was read as “{}”: write that, or &#{};.',
    '« &{1}; » n’est pas déclaré dans ce fichier. Il a été lu comme « {2} » : écrivez cela, ou &#{3};.',
  ],
  [
    'The prefix “{}:” is used without being declared. Add xmlns:{}="{}" to the root element.',
    'Le préfixe « {1}: » est employé sans être déclaré. Ajoutez xmlns:{2}="{3}" à l’élément racine.',
  ],
  [
    'The html element is in no namespace, so a reading system sees no page. Add xmlns="{}" to it.',
    'L’élément html n’est dans aucun espace de noms : une liseuse n’y voit pas de page. Ajoutez-lui xmlns="{1}".',
  ],
  [
    'Its entities expand to more than {} characters. Write the text out instead.',
    'Ses entités donnent plus de {1} caractères une fois développées. Écrivez plutôt le texte.',
  ],
  ['Its entity “{}” stands for itself.', 'Son entité « {1} » se désigne elle-même.'],
  ['Its entities stand for each other without an end.', 'Ses entités se désignent l’une l’autre sans fin.'],
  [
    'The id “{}” is given twice, first in line {}. Give this element another.',
    'L’id « {1} » est donné deux fois, d’abord à la ligne {2}. Donnez-en un autre à cet élément.',
  ],
  [
    'The document does not say its language; that of the book is assumed. Add xml:lang and lang to <html>.',
    'Le document ne dit pas sa langue ; celle du livre est supposée. Ajoutez xml:lang et lang à <html>.',
  ],
  [
    'The document has a script. It is not run here, so what it would show is missing. Give the text without scripts.',
    'Le document a un script. Il n’est pas exécuté ici, et ce qu’il montrerait manque. Donnez le texte sans script.',
  ],
  [
    'A heading of level {} follows one of level {}; on our pages it stands one level below. Use the next level.',
    'Un titre de niveau {1} suit un titre de niveau {2} ; sur nos pages il est mis un niveau plus bas. Employez le niveau suivant.',
  ],
  [
    'The table has no header cells. Mark the cells that name its columns or rows with <th>.',
    'Le tableau n’a pas de cellules d’en-tête. Marquez par <th> celles qui nomment ses colonnes ou ses lignes.',
  ],
  [
    'The link leads to {}, which is not in the reading order or has no such place. It is shown as text. Correct its address.',
    'Le lien mène à {1}, qui n’est pas dans l’ordre de lecture ou n’a pas cet endroit. Il est montré comme du texte. Corrigez son adresse.',
  ],
  [
    'The reference leads to {}, where no note stands. Correct its address.',
    'L’appel mène à {1}, où il n’y a pas de note. Corrigez son adresse.',
  ],
  [
    'Nothing in the text refers to the note “{}”. Link the place in the text to it, with epub:type="noteref".',
    'Rien dans le texte n’appelle la note « {1} ». Liez-y l’endroit du texte, avec epub:type="noteref".',
  ],
  [
    'The picture {} is not in the EPUB, so its place is empty. Add the file, or correct its address.',
    'L’image {1} n’est pas dans l’EPUB, et sa place est vide. Ajoutez le fichier, ou corrigez son adresse.',
  ],
  [
    'The picture has no alternative text. Say in alt what it shows, or give an empty alt if it is mere decoration.',
    'L’image n’a pas de texte de remplacement. Dites dans alt ce qu’elle montre, ou donnez un alt vide si elle n’est que décorative.',
  ],
  [
    'The recording {} is not in the EPUB. Add the file, or correct its address.',
    'L’enregistrement {1} n’est pas dans l’EPUB. Ajoutez le fichier, ou corrigez son adresse.',
  ],
  [
    'The text shows {}, which is not in the EPUB and is not fetched. Put the file into the book.',
    'Le texte montre {1}, qui n’est pas dans l’EPUB et n’est pas cherché. Mettez le fichier dans le livre.',
  ],
  [
    'The file is no picture, sound or film that browsers show. Export it again, as JPEG, PNG, SVG, MP3 or MP4.',
    'Le fichier n’est ni une image, ni un son, ni un film que montrent les navigateurs. Exportez-le de nouveau en JPEG, PNG, SVG, MP3 ou MP4.',
  ],
  [
    'The manifest calls this file {}, but its bytes are {}. It is shown as what it is; correct media-type.',
    'Le manifeste dit ce fichier {1}, mais ses octets sont {2}. Il est montré pour ce qu’il est ; corrigez media-type.',
  ],
  [
    'The drawing is not well-formed SVG. Export it again.',
    'Le dessin n’est pas du SVG bien formé. Exportez-le de nouveau.',
  ],
  [
    'The picture is damaged and cannot be decoded. Export it again.',
    'L’image est endommagée et ne peut être décodée. Exportez-la de nouveau.',
  ],
  [
    'The picture has {} × {} pixels, more than can be shown. Make it smaller.',
    'L’image a {1} × {2} pixels, plus qu’il n’en peut être montré. Réduisez-la.',
  ],
  // The package and the contents
  [
    'It names no package document. Give it a <rootfile> whose full-path is the .opf file.',
    'Il ne nomme aucun document de paquet. Donnez-lui un <rootfile> dont full-path est le fichier .opf.',
  ],
  [
    'It names the package document “{}”, which is not in the container. Correct full-path.',
    'Il nomme le document de paquet « {1} », qui n’est pas dans le conteneur. Corrigez full-path.',
  ],
  [
    'The container has no META-INF/container.xml. Add it, naming the .opf file.',
    'Le conteneur n’a pas de META-INF/container.xml. Ajoutez-le, en nommant le fichier .opf.',
  ],
  [
    'This should be the package document, but its root element is <{}>. Correct META-INF/container.xml.',
    'Ce devrait être le document de paquet, mais son élément racine est <{1}>. Corrigez META-INF/container.xml.',
  ],
  [
    'The package does not say which identifier is its own, so a later version cannot be told from another book. Name it in unique-identifier.',
    'Le paquet ne dit pas quel identifiant est le sien : une version ultérieure ne peut être distinguée d’un autre livre. Nommez-le dans unique-identifier.',
  ],
  [
    'The package document is of the older format OEBPS 1.2. It is read as EPUB 2; export the book as EPUB 3.',
    'Le document de paquet est de l’ancien format OEBPS 1.2. Il est lu comme EPUB 2 ; exportez le livre en EPUB 3.',
  ],
  [
    'This item has no id, or no href that can be followed. Give it both.',
    'Cet élément du manifeste n’a pas d’id, ou pas de href qui puisse être suivi. Donnez-lui les deux.',
  ],
  [
    'A second item has the id “{}”. The first was taken; give this one another.',
    'Un second élément porte l’id « {1} ». Le premier a été retenu ; donnez-en un autre à celui-ci.',
  ],
  [
    'The spine names “{}”, which is not in the manifest, so nothing can be shown in its place. Add the item.',
    'L’ordre de lecture nomme « {1} », qui n’est pas dans le manifeste : rien ne peut être montré à sa place. Ajoutez l’élément.',
  ],
  [
    'The spine names “{}” of type {}, which is no content document and has no fallback that is one.',
    'L’ordre de lecture nomme « {1} » de type {2}, qui n’est pas un document de contenu et n’a pas de repli qui en soit un.',
  ],
  [
    'The spine names no document, so there is nothing to read.',
    'L’ordre de lecture ne nomme aucun document : il n’y a rien à lire.',
  ],
  [
    'The book has no table of contents that can be read, so its documents stand for its chapters. Add a navigation document.',
    'Le livre n’a pas de table des matières lisible : ses documents tiennent lieu de chapitres. Ajoutez un document de navigation.',
  ],
  [
    'The table of contents leads to “#{}”, which this file does not have; the start of the file was taken. Give an element this id.',
    'La table des matières mène à « #{1} », que ce fichier n’a pas ; le début du fichier a été retenu. Donnez cet id à un élément.',
  ],
  [
    'The table of contents leads to this file, which is not in the spine. Add it there (linear="no" if it is no part of the main text).',
    'La table des matières mène à ce fichier, qui n’est pas dans l’ordre de lecture. Ajoutez-l’y (linear="no" s’il ne fait pas partie du texte).',
  ],
  [
    'The table of contents leads from “{}” to {}, which is not in the reading order. Correct the entry, or add the file to the spine.',
    'La table des matières mène de « {1} » à {2}, qui n’est pas dans l’ordre de lecture. Corrigez l’entrée, ou ajoutez-y le fichier.',
  ],
  [
    'The table of contents leads from “{}” to the same place as from another chapter, so it has no page of its own. Give it a target of its own, or remove the entry.',
    'La table des matières mène de « {1} » au même endroit que d’un autre chapitre : il n’a donc pas de page à lui. Donnez-lui sa propre cible, ou retirez l’entrée.',
  ],
  // The parcel
  [
    '“{}” is a symbolic link. Name the file that it leads to.',
    '« {1} » est un lien symbolique. Nommez le fichier auquel il mène.',
  ],
  [
    '“{}” is a symbolic link. Put the file itself in its place.',
    '« {1} » est un lien symbolique. Mettez le fichier lui-même à sa place.',
  ],
  [
    '“{}” is neither a file nor a folder. Remove it.',
    '« {1} » n’est ni un fichier ni un dossier. Retirez-le.',
  ],
  [
    'There is no “{}”. Check its name and its place.',
    '« {1} » n’existe pas. Vérifiez son nom et son emplacement.',
  ],
  [
    'This program may not read “{}”. Give it the right to.',
    'Ce programme n’a pas le droit de lire « {1} ». Donnez-le-lui.',
  ],
  [
    '“{}” cannot be read ({}). Check that it is there and that the program may read it.',
    '« {1} » ne peut être lu ({2}). Vérifiez qu’il est là et que le programme a le droit de le lire.',
  ],
  [
    'With “{}” the parcel has more than is read: at most {} files, {} MB in one and {} MB together.',
    'Avec « {1} », l’envoi dépasse ce qui est lu : au plus {2} fichiers, {3} Mo pour un seul et {4} Mo ensemble.',
  ],
  [
    '“{}” is a PDF. Send the book’s EPUB; a PDF cannot be made into chapters. A parcel is an EPUB, a book.yaml, or a folder or zip that holds them.',
    '« {1} » est un PDF. Envoyez l’EPUB du livre ; un PDF ne peut être divisé en chapitres. Un envoi est un EPUB, un book.yaml, ou un dossier ou un zip qui les contient.',
  ],
  [
    '“{}” is not a zip archive, as an EPUB must be. A parcel is an EPUB, a book.yaml, or a folder or zip that holds them.',
    '« {1} » n’est pas une archive zip, ce qu’un EPUB doit être. Un envoi est un EPUB, un book.yaml, ou un dossier ou un zip qui les contient.',
  ],
  [
    '“{}” is of no kind that can be read. A parcel is an EPUB, a book.yaml, or a folder or zip that holds them.',
    '« {1} » est d’une nature qui ne peut être lue. Un envoi est un EPUB, un book.yaml, ou un dossier ou un zip qui les contient.',
  ],
  [
    '“{}” holds neither an EPUB nor a book.yaml: it is empty. A parcel is an EPUB, a book.yaml, or a folder or zip that holds them.',
    '« {1} » ne contient ni EPUB ni book.yaml : il est vide. Un envoi est un EPUB, un book.yaml, ou un dossier ou un zip qui les contient.',
  ],
  [
    '“{}” holds neither an EPUB nor a book.yaml. A parcel is an EPUB, a book.yaml, or a folder or zip that holds them.',
    '« {1} » ne contient ni EPUB ni book.yaml. Un envoi est un EPUB, un book.yaml, ou un dossier ou un zip qui les contient.',
  ],
  [
    '“{}” holds several: {}. Put each book into a folder of its own.',
    '« {1} » en contient plusieurs : {2}. Mettez chaque livre dans son propre dossier.',
  ],
  [
    '“{}” was not used. Remove it, or name it in book.yaml.',
    '« {1} » n’a pas servi. Retirez-le, ou nommez-le dans book.yaml.',
  ],
  [
    'Reading the book took more than {} seconds of computing and was stopped. Look for files of unusual size or nesting.',
    'La lecture du livre a pris plus de {1} secondes de calcul et a été arrêtée. Cherchez des fichiers d’une taille ou d’un emboîtement inhabituels.',
  ],
  [
    'Reading the book took more than {} seconds and was stopped. Try again; if it happens again, make the files smaller.',
    'La lecture du livre a pris plus de {1} secondes et a été arrêtée. Recommencez ; si cela se reproduit, réduisez les fichiers.',
  ],
  [
    'Reading the book took more than {} MB of memory and was stopped. Make its largest files smaller.',
    'La lecture du livre a pris plus de {1} Mo de mémoire et a été arrêtée. Réduisez ses plus grands fichiers.',
  ],
  [
    'A file of the book is larger than {} MB. Make it smaller.',
    'Un fichier du livre dépasse {1} Mo. Réduisez-le.',
  ],
  [
    'The book could not be read: reading it ended unexpectedly. Check the file with EPUBCheck; if that finds nothing, send it to the operator.',
    'Le livre n’a pu être lu : la lecture s’est interrompue. Vérifiez le fichier avec EPUBCheck ; s’il ne trouve rien, envoyez-le à l’exploitant.',
  ],
  [
    'The book would take more space than one book may. Make its pictures and films smaller.',
    'Le livre prendrait plus de place qu’un livre n’y a droit. Réduisez ses images et ses films.',
  ],
  // book.yaml
  [
    'The file has {} characters; at most {} are read.',
    'Le fichier a {1} caractères ; il en est lu {2} au plus.',
  ],
  ['Lists or keys are nested too deeply.', 'Des listes ou des clés sont emboîtées trop profondément.'],
  [
    'The file holds more than {} values once its aliases are written out.',
    'Le fichier contient plus de {1} valeurs une fois ses alias développés.',
  ],
  ['The alias *{} has no anchor before it.', 'L’alias *{1} n’a pas d’ancre avant lui.'],
  ['A key must be plain text.', 'Une clé doit être du texte simple.'],
  [
    'The key “{}” stands already on line {}; keep one of them.',
    'La clé « {1} » figure déjà à la ligne {2} ; gardez l’une des deux.',
  ],
  ['This is not YAML ({}).', 'Ce n’est pas du YAML ({1}).'],
  [
    'The line is indented by a tab; YAML wants spaces.',
    'La ligne est en retrait par une tabulation ; YAML veut des espaces.',
  ],
  [
    'The line is indented differently from its neighbours.',
    'La ligne n’a pas le même retrait que ses voisines.',
  ],
  [
    'A value with “: ” in it must stand in quotation marks.',
    'Une valeur qui contient « : » doit être entre guillemets droits.',
  ],
  [
    'A key must stand on one line, with a colon after it.',
    'Une clé doit tenir sur une ligne, suivie d’un deux-points.',
  ],
  [
    'The file holds several documents (a line “---”); one book takes one.',
    'Le fichier contient plusieurs documents (une ligne « --- ») ; un livre n’en prend qu’un.',
  ],
  [
    'A quotation mark or bracket is not closed, or a colon is missing.',
    'Un guillemet ou un crochet n’est pas fermé, ou un deux-points manque.',
  ],
  [
    'Something stands here that YAML does not expect; put the value in quotation marks.',
    'Il y a ici quelque chose que YAML n’attend pas ; mettez la valeur entre guillemets droits.',
  ],
  [
    'A value cannot begin with @ or `; put it in quotation marks.',
    'Une valeur ne peut commencer par @ ou ` ; mettez-la entre guillemets droits.',
  ],
  [
    'An alias (*) has no name; put a value that begins with * in quotation marks.',
    'Un alias (*) n’a pas de nom ; mettez entre guillemets droits une valeur qui commence par *.',
  ],
  [
    'Tags (!) are not used here; put a value that begins with ! in quotation marks.',
    'Les étiquettes (!) ne servent pas ici ; mettez entre guillemets droits une valeur qui commence par !.',
  ],
  [
    'The file is empty. Give at least the title: “title: …”.',
    'Le fichier est vide. Donnez au moins le titre : « title: … ».',
  ],
  [
    'The file holds no keys. Give at least “title: …”.',
    'Le fichier ne contient aucune clé. Donnez au moins « title: … ».',
  ],
  ['{} is one value, as in {}, not a {}.', '{1} est une seule valeur, comme dans {2}, et non {3}.'],
  ['{} is one value, not a {}.', '{1} est une seule valeur, et non {2}.'],
  [
    '{} is text (write “|” after the colon and indent what follows), not a {}.',
    '{1} est du texte (écrivez « | » après le deux-points et mettez la suite en retrait), et non {2}.',
  ],
  ['{} holds a control character. Remove it.', '{1} contient un caractère de commande. Retirez-le.'],
  [
    '{} is a list: begin each entry with “- ”, or write [ … ].',
    '{1} est une liste : commencez chaque entrée par « - », ou écrivez [ … ].',
  ],
  [
    '{} has keys of its own ({} …); write them on indented lines, each with a colon.',
    '{1} a ses propres clés ({2} …) ; écrivez-les sur des lignes en retrait, chacune avec un deux-points.',
  ],
  ['{} lacks “{}”. Add it.', 'Il manque « {2} » à {1}. Ajoutez-le.'],
  [
    '{} is not a key of book.yaml. Known here are: {}.',
    '{1} n’est pas une clé de book.yaml. Sont connues ici : {2}.',
  ],
  [
    '{} is not a key of book.yaml: did you mean “{}”?',
    '{1} n’est pas une clé de book.yaml : vouliez-vous dire « {2} » ?',
  ],
  ['{} is not a key of book.yaml: write {}.', '{1} n’est pas une clé de book.yaml : écrivez {2}.'],
  [
    '“{}” has no name. Add “name”, or “given” and “family”.',
    '« {1} » n’a pas de nom. Ajoutez « name », ou « given » et « family ».',
  ],
  [
    'The last digit of the ISBN {} does not check the others. Compare it with the copyright page.',
    'Le dernier chiffre de l’ISBN {1} ne concorde pas avec les autres. Comparez avec la page de copyright.',
  ],
  [
    'The {} {} is mistyped: its last digits do not check the others. It is left out until it is corrected.',
    'Le numéro {1} {2} est mal saisi : ses derniers chiffres ne concordent pas avec les autres. Il est laissé de côté jusqu’à correction.',
  ],
  [
    'The cover “{}” is not in the parcel. Put it beside book.yaml, and send the folder that holds both.',
    'La couverture « {1} » n’est pas dans l’envoi. Placez-la à côté de book.yaml, et envoyez le dossier qui contient les deux.',
  ],
  [
    'The cover “{}” cannot be shown ({}). Send it as JPEG or PNG.',
    'La couverture « {1} » ne peut être montrée ({2}). Envoyez-la en JPEG ou en PNG.',
  ],
  [
    'The cover “{}” cannot be shown. Send it as JPEG or PNG.',
    'La couverture « {1} » ne peut être montrée. Envoyez-la en JPEG ou en PNG.',
  ],
  [
    'The PDF “{}” is not in the parcel. Put it beside book.yaml, and send the folder that holds both.',
    'Le PDF « {1} » n’est pas dans l’envoi. Placez-le à côté de book.yaml, et envoyez le dossier qui contient les deux.',
  ],
  [
    '“{}” is said to stand on pages that the PDF of {} pages does not have. Correct “pdf-pages”, counted from its first page.',
    '« {1} » serait sur des pages que le PDF de {2} pages n’a pas. Corrigez « pdf-pages », compté depuis sa première page.',
  ],
  [
    '“{}” shares more than one page of the PDF with another chapter, so neither has a PDF of its own. Correct the “pages” or the “pdf-pages” of both.',
    '« {1} » partage plus d’une page du PDF avec un autre chapitre : aucun des deux n’a donc son propre PDF. Corrigez « pages » ou « pdf-pages » des deux.',
  ],
  [
    '“{}” finds the same chapter as the entry on line {}, “{}”. Join the two, or correct “at”.',
    '« {1} » désigne le même chapitre que l’entrée de la ligne {2}, « {3} ». Réunissez-les, ou corrigez « at ».',
  ],
  [
    'No chapter begins at “{}”. Chapters begin at {}.',
    'Aucun chapitre ne commence à « {1} ». Des chapitres commencent à {2}.',
  ],
  [
    'No chapter begins at “{}”. Did you mean “{}”?',
    'Aucun chapitre ne commence à « {1} ». Vouliez-vous dire « {2} » ?',
  ],
  [
    '“{}” has neither “at” nor “title”, so its chapter cannot be found. Add one of them.',
    '« {1} » n’a ni « at » ni « title » : son chapitre ne peut être trouvé. Ajoutez l’un des deux.',
  ],
  [
    '{} chapters are titled “{}”. Add “at” to say which is meant.',
    '{1} chapitres ont pour titre « {2} ». Ajoutez « at » pour dire lequel.',
  ],
  [
    'No chapter is titled “{}”. Titles are {}.',
    'Aucun chapitre n’a pour titre « {1} ». Les titres sont {2}.',
  ],
  [
    'No chapter is titled “{}”. Did you mean “{}”?',
    'Aucun chapitre n’a pour titre « {1} ». Vouliez-vous dire « {2} » ?',
  ],
  // Data of the book and of its chapters
  [
    '“{}” is given as an ISBN, but it is none: the number of digits or the last digit is wrong. Compare it with the copyright page.',
    '« {1} » est donné pour un ISBN et n’en est pas un : le nombre de chiffres ou le dernier chiffre est faux. Comparez avec la page de copyright.',
  ],
  [
    '“{}” is given as a DOI, but it is none. Write it as 10.1515/9781474467230.',
    '« {1} » est donné pour un DOI et n’en est pas un. Écrivez-le comme 10.1515/9781474467230.',
  ],
  [
    '“{}” has the role {}, which is not shown on a title page. Name the person in book.yaml if they should appear.',
    '« {1} » a le rôle {2}, qui n’est pas montré sur une page de titre. Nommez la personne dans book.yaml si elle doit y figurer.',
  ],
  [
    '“{}” is no language tag. Write one of BCP 47, such as en or pt-BR.',
    '« {1} » n’est pas une étiquette de langue. Écrivez-en une de BCP 47, par exemple en ou pt-BR.',
  ],
  [
    '“{}” is no language tag. It is taken for “{}”; write that.',
    '« {1} » n’est pas une étiquette de langue. Elle est prise pour « {2} » ; écrivez cela.',
  ],
  [
    'The book has no title. Give “title” in book.yaml.',
    'Le livre n’a pas de titre. Donnez « title » dans book.yaml.',
  ],
  [
    'The book has neither an ISBN nor a DOI. Give one under “identifiers” in book.yaml.',
    'Le livre n’a ni ISBN ni DOI. Donnez-en un sous « identifiers » dans book.yaml.',
  ],
  [
    'The book has no DOI. Give it as “doi” under “identifiers” in book.yaml.',
    'Le livre n’a pas de DOI. Donnez-le comme « doi » sous « identifiers » dans book.yaml.',
  ],
  [
    'The book does not say its language. Give “language” in book.yaml, for example en.',
    'Le livre ne dit pas sa langue. Donnez « language » dans book.yaml, par exemple fr.',
  ],
  [
    'The book names no publisher. Give “imprint” in book.yaml.',
    'Le livre ne nomme pas d’éditeur. Donnez « imprint » dans book.yaml.',
  ],
  [
    'The book has neither a print year nor a date of first publication online. Give “print-year” or “first-online” in book.yaml.',
    'Le livre n’a ni année d’impression ni date de première mise en ligne. Donnez « print-year » ou « first-online » dans book.yaml.',
  ],
  [
    '{} is said to have first stood online on {}, which {}. Correct “first-online”.',
    '{1} aurait été mis en ligne pour la première fois le {2}, date qui {3}. Corrigez « first-online ».',
  ],
  [
    'The print year {} cannot be right. Correct “print-year”.',
    'L’année d’impression {1} ne peut être juste. Corrigez « print-year ».',
  ],
  [
    'The book has no description. Give “description” in book.yaml.',
    'Le livre n’a pas de présentation. Donnez « description » dans book.yaml.',
  ],
  [
    'The book has no subjects. Give “subjects” in book.yaml.',
    'Le livre n’a pas de sujets. Donnez « subjects » dans book.yaml.',
  ],
  [
    'All subjects are words of the press’s own. Add Thema codes as “thema” under “subjects” in book.yaml.',
    'Tous les sujets sont des mots propres à la maison. Ajoutez des codes Thema comme « thema » sous « subjects » dans book.yaml.',
  ],
  [
    'The EPUB does not say how accessible it is. Add schema:accessMode, accessibilityFeature and accessibilityHazard to its package.',
    'L’EPUB ne dit pas quelle est son accessibilité. Ajoutez schema:accessMode, accessibilityFeature et accessibilityHazard à son paquet.',
  ],
  [
    'Number {} of the contents has no title. Give “title” in book.yaml.',
    'Le numéro {1} de la table des matières n’a pas de titre. Donnez « title » dans book.yaml.',
  ],
  [
    '{} has no DOI. Give “doi” in its entry in book.yaml.',
    '{1} n’a pas de DOI. Donnez « doi » dans son entrée de book.yaml.',
  ],
  [
    '{} has no abstract, and no text to take an extract from. Give “abstract” in its entry in book.yaml.',
    '{1} n’a pas de résumé, ni de texte dont tirer un extrait. Donnez « abstract » dans son entrée de book.yaml.',
  ],
  [
    '{} has the DOI {}, which is that of {} too. Correct one of them.',
    '{1} a le DOI {2}, qui est aussi celui de {3}. Corrigez l’un des deux.',
  ],
  [
    'Another entry beside it is titled {} as well. Give them different titles in book.yaml.',
    'Une autre entrée à côté a elle aussi pour titre {1}. Donnez-leur des titres différents dans book.yaml.',
  ],
  [
    'The book names no author or editor. Give “contributors” in book.yaml.',
    'Le livre ne nomme ni auteur ni directeur d’ouvrage. Donnez « contributors » dans book.yaml.',
  ],
  [
    '“{}” seems to be more than one person. Give each name its own entry under “contributors” in book.yaml.',
    '« {1} » semble désigner plusieurs personnes. Donnez à chaque nom sa propre entrée sous « contributors » dans book.yaml.',
  ],
  [
    'It cannot be told which part of “{}” is the family name. Give “family” and “given” in book.yaml.',
    'On ne peut dire quelle partie de « {1} » est le nom de famille. Donnez « family » et « given » dans book.yaml.',
  ],
  [
    'No file of the book was sent, so there is nothing to read. Send the EPUB together with book.yaml.',
    'Aucun fichier du livre n’a été envoyé : il n’y a rien à lire. Envoyez l’EPUB avec book.yaml.',
  ],
  [
    'The book has no cover picture. Name one as “cover” in book.yaml.',
    'Le livre n’a pas d’image de couverture. Nommez-en une comme « cover » dans book.yaml.',
  ],
  [
    'The cover is {} pixels wide. Send one of at least {}, better 1600.',
    'La couverture a {1} pixels de large. Envoyez-en une d’au moins {2}, mieux 1600.',
  ],
  [
    '{} has no text to read. Send an EPUB that holds it.',
    '{1} n’a pas de texte à lire. Envoyez un EPUB qui le contient.',
  ],
  [
    'In {} the marker of page {} comes after that of page {}. Correct the markers.',
    'Dans {1}, le repère de la page {2} vient après celui de la page {3}. Corrigez les repères.',
  ],
  [
    '{} is said to run from page {} to page {}, which comes before it. Correct “pages”.',
    '{1} irait de la page {2} à la page {3}, qui la précède. Corrigez « pages ».',
  ],
  [
    '{} is said to be on pages {}, but its text has the marker of page {}. Correct “pages”, or the markers.',
    '{1} serait aux pages {2}, mais son texte a le repère de la page {3}. Corrigez « pages », ou les repères.',
  ],
  [
    '{} begins on page {}, but {} before it ends on page {}. Correct “pages” of one of them.',
    '{1} commence à la page {2}, mais {3}, qui précède, finit à la page {4}. Corrigez « pages » de l’un des deux.',
  ],
  [
    '{} ceases to be free to read before it begins. Correct “free-from” or “free-until”.',
    'La lecture libre cesse avant de commencer ({1}). Corrigez « free-from » ou « free-until ».',
  ],
  [
    '{} is open to all, so the dates of free reading change nothing. Set “access: closed”, or remove them.',
    'Tous peuvent lire ({1}), si bien que les dates de lecture libre ne changent rien. Mettez « access: closed », ou retirez-les.',
  ],
  [
    'The book says neither who holds its rights nor under which licence it stands. Give “rights” in book.yaml.',
    'Le livre ne dit ni qui détient ses droits ni sous quelle licence il est. Donnez « rights » dans book.yaml.',
  ],
  [
    'Anybody may read the book, but it names no public licence, so nobody can tell what else is allowed. Give “licence” under “rights” in book.yaml.',
    'Tout le monde peut lire le livre, mais il ne nomme aucune licence publique : on ne sait ce qui est permis d’autre. Donnez « licence » sous « rights » dans book.yaml.',
  ],
  [
    'The book is closed, but stands under {}. Set “access: open”, or correct the licence.',
    'Le livre est fermé, mais sous {1}. Mettez « access: open », ou corrigez la licence.',
  ],
  ['{} has two prices in {}. Remove one.', '{1} a deux prix en {2}. Retirez-en un.'],
  [
    '{} is open to all and has a price. Remove the price, or set “access: closed”.',
    'Tous peuvent lire ({1}), et il y a un prix. Retirez le prix, ou mettez « access: closed ».',
  ],
  // The most general come last
  ['{}: “{}” {}. Write it as in {}.', '{1} : « {2} » {3}. Écrivez-le comme dans {4}.'],
  ['{}: “{}” {}.', '{1} : « {2} » {3}.'],
]

/** What a finding names that is itself said in words. */
export const PHRASES_IN_FRENCH: readonly Pair[] = [
  ['The book', 'Le livre'],
  ['the book', 'le livre'],
  ['part {} of the book', 'la partie {1} du livre'],
  ['is in the future', 'est à venir'],
  ['was before the web', 'précède le web'],
  ['it has no name', 'elle n’a pas de nom'],
  ['it holds control characters', 'elle contient des caractères de commande'],
  ['it starts at the root of the disk', 'elle part de la racine du disque'],
  ['it names a drive', 'elle nomme un lecteur'],
  ['it leads out of the archive', 'elle mène hors de l’archive'],
  ['its name is not in UTF-8', 'son nom ne soit pas en UTF-8'],
  [
    'its name holds a backslash, which EPUB forbids',
    'son nom contienne une barre oblique inversée, interdite par EPUB',
  ],
  ['its name holds empty or “.” steps', 'son nom contienne des étapes vides ou « . »'],
  ['no method is named', 'aucune méthode n’est nommée'],
  ['by an unnamed method', 'par une méthode non nommée'],
  ['unknown reason', 'raison inconnue'],
  ['its format is {}', 'son format est {1}'],
  ['it is not well-formed SVG', 'ce n’est pas du SVG bien formé'],
  ['list', 'une liste'],
  ['text', 'du texte'],
  ['group of keys', 'un groupe de clés'],
  ['holds the control character {}', 'contient le caractère de commande {1}'],
  ['is none of {} (did you mean “{}”?)', 'n’est aucun de {1} (vouliez-vous dire « {2} » ?)'],
  ['is none of {}', 'n’est aucun de {1}'],
  [
    'is no DOI, which begins with 10. and has a slash',
    'n’est pas un DOI, qui commence par 10. et a une barre oblique',
  ],
  [
    'is no language tag (did you mean “{}”?)',
    'n’est pas une étiquette de langue (vouliez-vous dire « {1} » ?)',
  ],
  ['is no language tag', 'n’est pas une étiquette de langue'],
  [
    'is neither the address of a licence nor the short name of one',
    'n’est ni l’adresse d’une licence ni le nom abrégé de l’une d’elles',
  ],
  [
    'is no date: give the year, month and day as numbers, the year first',
    'n’est pas une date : donnez l’année, le mois et le jour en chiffres, l’année d’abord',
  ],
  [
    'is neither a day nor a moment: write 2027-03-31, or 2027-03-31T09:00+01:00',
    'n’est ni un jour ni un moment : écrivez 2027-03-31, ou 2027-03-31T09:00+01:00',
  ],
  ['is no year of four digits', 'n’est pas une année de quatre chiffres'],
  ['is no page range', 'n’est pas un intervalle de pages'],
  ['is no range of pages counted from 1', 'n’est pas un intervalle de pages compté depuis 1'],
  ['is no whole number between 1 and {}', 'n’est pas un nombre entier entre 1 et {1}'],
  ['is no currency code of ISO 4217', 'n’est pas un code de monnaie d’ISO 4217'],
  [
    'is no amount with a currency code of ISO 4217',
    'n’est pas un montant suivi d’un code de monnaie d’ISO 4217',
  ],
  ['is no amount of money', 'n’est pas une somme d’argent'],
  ['has more decimals than {} knows', 'a plus de décimales que n’en connaît {1}'],
  [
    'is neither an e-mail address nor a web address',
    'n’est ni une adresse électronique ni une adresse du web',
  ],
  [
    'leads out of the parcel; name a file beside book.yaml',
    'mène hors de l’envoi ; nommez un fichier à côté de book.yaml',
  ],
  ['is neither a ROR id nor a DOI', 'n’est ni un identifiant ROR ni un DOI'],
  ['is no {}', 'n’est pas un {1}'],
  ['“{}” under “{}”', '« {1} » sous « {2} »'],
  ['“{}”, each with “{}”', '« {1} », chacun avec « {2} »'],
  ['“{}” or “{}”', '« {1} » ou « {2} »'],
]
