/**
 * The rules in French: what should hold, and what to do where it does not. A finding names its rule and its place; the sentence
 * that tells what was found is made when a file is read, in English, and stands beside.
 */
type RuleInFrench = { readonly holds: string; readonly mend: string }

const rule = (holds: string, mend: string): RuleInFrench => ({ holds, mend })

export const RULES_IN_FRENCH: Readonly<Record<string, RuleInFrench>> = {
  // What a parcel is
  'parcel-is-of-a-known-kind': rule(
    'Un envoi est un EPUB, un book.yaml, ou un dossier ou un zip qui les contient.',
    'Envoyez un .epub, un book.yaml, ou les deux dans un dossier ou un zip.',
  ),
  'parcel-is-one-book': rule(
    'Un envoi contient un seul livre : au plus un EPUB et un book.yaml.',
    'Mettez chaque livre dans son propre dossier ; un dossier de tels dossiers est lu livre par livre.',
  ),
  'parcel-can-be-opened': rule(
    'Les fichiers d’un envoi peuvent être lus.',
    'Vérifiez que le fichier s’ouvre sur votre machine, puis renvoyez-le.',
  ),
  'parcel-stays-in-its-folder': rule(
    'Rien dans un envoi ne mène au-dehors : ni lien symbolique, ni chemin avec « .. ».',
    'Remplacez le lien par le fichier auquel il mène.',
  ),
  'parcel-files-are-used': rule(
    'Chaque fichier d’un envoi est l’EPUB, book.yaml, la couverture, ou se trouve sous record/.',
    'Retirez le fichier, ou nommez-le dans book.yaml là où c’est possible.',
  ),
  'parcel-is-read-within-limits': rule(
    'Un envoi peut être lu dans le temps, la mémoire et l’espace auxquels un livre a droit.',
    'Réduisez les images et les fichiers, ou envoyez les volumes un à un.',
  ),
  // book.yaml
  'book-yaml-is-well-formed': rule(
    'book.yaml est du YAML en UTF-8 : des clés et des valeurs, en retrait par des espaces.',
    'Corrigez la ligne indiquée ; un éditeur qui connaît YAML la signale.',
  ),
  'book-yaml-key-is-known': rule(
    'Chaque clé de book.yaml est documentée et n’apparaît qu’une fois.',
    'Corrigez la clé comme proposé, ou supprimez-la.',
  ),
  'book-yaml-value-is-valid': rule(
    'Chaque valeur de book.yaml est de la nature que demande sa clé.',
    'Écrivez la valeur comme dans l’exemple du constat.',
  ),
  'book-yaml-chapter-is-found': rule(
    'Chaque entrée de « chapters » désigne un chapitre de l’EPUB, et jamais deux le même.',
    'Corrigez « at » (fichier, ou fichier#id) ou « title » d’après la table des matières de l’EPUB.',
  ),
  'book-yaml-file-is-in-the-parcel': rule(
    'Les fichiers que nomme book.yaml sont dans l’envoi.',
    'Placez le fichier à côté de book.yaml, ou corrigez son nom.',
  ),
  'pdf-can-be-read': rule(
    'Le PDF que nomme book.yaml peut être ouvert : il est entier et sans mot de passe.',
    'Enregistrez de nouveau le PDF sans mot de passe, puis renvoyez-le.',
  ),
  'pdf-pages-are-in-the-pdf': rule(
    'Les pages que nomme « pdf-pages » sont dans le PDF.',
    'Comptez à partir de la première page du fichier, couverture comprise.',
  ),
  'pdf-pages-do-not-overlap': rule(
    'Les chapitres n’ont en commun aucune page du PDF, sinon celle où l’un finit et le suivant commence.',
    'Corrigez « pages » ou « pdf-pages » des deux chapitres.',
  ),
  'pdf-pages-can-be-parted': rule(
    'Chaque page du PDF contient ce qu’elle montre, et non une feuille entière dont d’autres pages montrent le reste.',
    'Découpez vraiment les doubles pages numérisées au lieu de seulement les rogner, puis renvoyez le PDF.',
  ),
  // The book
  'book-has-title': rule('Le livre a un titre.', 'Donnez « title » dans book.yaml, ou dc:title dans l’EPUB.'),
  'book-has-identifier': rule('Le livre a un ISBN ou un DOI.', 'Donnez « identifiers » dans book.yaml.'),
  'book-has-doi': rule(
    'Le livre a un DOI.',
    'Enregistrez-en un et donnez-le sous « identifiers: doi » dans book.yaml.',
  ),
  'chapter-has-doi': rule(
    'Chaque chapitre qui a son propre texte a un DOI.',
    'Enregistrez-en un et donnez-le comme « doi » dans l’entrée du chapitre de book.yaml.',
  ),
  'doi-is-well-formed': rule(
    'Un DOI s’écrit 10.préfixe/nom.',
    'Écrivez-le comme 10.1515/9781474467230, sans rien autour.',
  ),
  'dois-are-distinct': rule(
    'Deux chapitres n’ont jamais le même DOI, et aucun n’a celui du livre.',
    'Donnez à chaque chapitre son propre DOI.',
  ),
  'isbn-check-digit-holds': rule(
    'Un ISBN a dix ou treize chiffres, et le dernier contrôle les autres.',
    'Comparez-le au numéro de la page de copyright.',
  ),
  'issn-check-digit-holds': rule(
    'L’ISSN d’une collection a huit chiffres, et le dernier contrôle les autres.',
    'Comparez-le au numéro imprimé dans le livre.',
  ),
  'orcid-check-digit-holds': rule(
    'Un identifiant ORCID a seize chiffres, et le dernier contrôle les autres.',
    'Copiez-le depuis la page du contributeur sur orcid.org.',
  ),
  'ror-is-well-formed': rule(
    'Un identifiant ROR est https://ror.org/0 suivi de huit lettres et chiffres, dont les deux derniers contrôlent les autres.',
    'Copiez l’adresse de l’institution depuis ror.org.',
  ),
  'book-has-contributor': rule(
    'Le livre nomme au moins un auteur ou un directeur d’ouvrage.',
    'Donnez « contributors » dans book.yaml, ou dc:creator dans l’EPUB.',
  ),
  'contributor-has-family-name': rule(
    'On sait quelle partie du nom d’une personne est le nom de famille.',
    'Donnez « family » et « given » dans book.yaml, ou file-as dans l’EPUB.',
  ),
  'contributor-is-one-person': rule(
    'Chaque entrée de contributeur est une seule personne ou un seul organisme.',
    'Donnez à chaque nom sa propre entrée dans book.yaml, ou son propre dc:creator.',
  ),
  'contributor-role-is-shown': rule(
    'Les rôles des contributeurs sont ceux que nomme une page de titre.',
    'Donnez le rôle dans book.yaml si la personne doit être nommée.',
  ),
  'book-has-publication-date': rule(
    'Le livre a une année d’impression ou une date de première mise en ligne.',
    'Donnez « print-year » ou « first-online » dans book.yaml.',
  ),
  'first-online-is-possible': rule(
    'Une date de mise en ligne est postérieure à 1990 et n’est pas à venir.',
    'Donnez le jour où le texte a d’abord été en ligne ; l’année d’impression est « print-year ».',
  ),
  'print-year-is-possible': rule(
    'L’année d’impression se situe entre 1440 et dans deux ans.',
    'Corrigez « print-year ».',
  ),
  'book-has-rights': rule(
    'Le livre dit qui en détient les droits, ou sous quelle licence il est publié.',
    'Donnez « rights » avec une mention ou une licence dans book.yaml, ou dc:rights dans l’EPUB.',
  ),
  'open-book-has-a-licence': rule(
    'Un livre que chacun peut lire nomme une licence publique.',
    'Donnez « rights: licence » dans book.yaml, par exemple CC-BY-4.0.',
  ),
  'access-agrees-with-licence': rule(
    'Un livre sous licence Creative Commons est ouvert.',
    'Mettez « access: open », ou corrigez la licence.',
  ),
  'book-has-imprint': rule(
    'Le livre nomme son éditeur.',
    'Donnez « imprint » dans book.yaml, ou dc:publisher dans l’EPUB.',
  ),
  'book-has-language': rule(
    'Le livre nomme sa langue.',
    'Donnez « language » dans book.yaml, ou dc:language dans l’EPUB.',
  ),
  'language-tag-is-valid': rule(
    'Les langues sont données par des codes BCP 47, tels que en, fr ou pt-BR.',
    'Corrigez le code comme proposé.',
  ),
  'book-has-summary': rule(
    'Le livre a une présentation.',
    'Donnez « description » dans book.yaml, ou dc:description dans l’EPUB.',
  ),
  'chapter-has-summary': rule(
    'Chaque chapitre a un résumé, ou un début qui peut en tenir lieu.',
    'Donnez « abstract » dans l’entrée du chapitre de book.yaml.',
  ),
  'book-has-subjects': rule(
    'Le livre a des sujets.',
    'Donnez « subjects » dans book.yaml, avec des codes Thema si possible.',
  ),
  'subjects-have-codes': rule(
    'Au moins un sujet est un code Thema, BISAC ou LCSH.',
    'Donnez « subjects: thema » dans book.yaml.',
  ),
  'price-currency-once': rule('Il n’y a qu’un prix par monnaie.', 'Retirez l’un des prix.'),
  'access-dates-in-order': rule(
    'La lecture libre commence avant de cesser.',
    'Corrigez « free-from » ou « free-until ».',
  ),
  'free-dates-are-for-closed-products': rule(
    'Seul ce qui est fermé est en lecture libre pour un temps.',
    'Mettez « access: closed », ou retirez les dates.',
  ),
  'price-is-for-closed-products': rule(
    'Seul ce qui est fermé a un prix.',
    'Retirez le prix, ou mettez « access: closed ».',
  ),
  'accessibility-is-described': rule(
    'Le fichier dit à quel point il est accessible (schema:accessMode, accessibilityFeature, accessibilityHazard).',
    'Ajoutez au paquet les métadonnées d’EPUB Accessibility 1.1.',
  ),
  'chapter-has-title': rule(
    'Chaque chapitre a un titre.',
    'Donnez le titre dans la table des matières, ou comme « title » dans book.yaml.',
  ),
  'titles-are-distinct': rule(
    'Deux chapitres voisins n’ont pas le même numéro et le même titre.',
    'Donnez les titres dans book.yaml.',
  ),
  'pages-run-forward': rule(
    'La dernière page d’un chapitre ne précède pas la première.',
    'Corrigez « pages » dans l’entrée du chapitre de book.yaml.',
  ),
  'pages-do-not-overlap': rule(
    'Un chapitre commence là où finit le précédent, ou plus loin.',
    'Corrigez « pages » dans book.yaml, ou les repères de page de l’EPUB.',
  ),
  'book-has-file': rule('Il y a un fichier du livre à lire.', 'Envoyez l’EPUB avec book.yaml.'),
  'file-can-be-made': rule(
    'Des fichiers du livre, on peut tirer ceux que les lecteurs emportent : celui d’un chapitre, celui d’un Kindle.',
    'Corrigez dans le fichier du livre ce qui est nommé ici, puis renvoyez le livre.',
  ),
  'book-has-cover': rule(
    'Le livre a une image de couverture.',
    'Nommez une image comme « cover » dans book.yaml, ou marquez-en une comme cover-image dans l’EPUB.',
  ),
  'cover-is-readable': rule(
    'La couverture est une image JPEG, PNG, WebP, GIF ou SVG qui peut être montrée.',
    'Exportez de nouveau la couverture en JPEG ou en PNG.',
  ),
  'cover-is-large-enough': rule(
    'La couverture a au moins 600 pixels de large.',
    'Envoyez une couverture d’environ 1600 × 2400 pixels.',
  ),
  'chapter-has-text': rule(
    'Chaque chapitre a son texte.',
    'Envoyez un EPUB qui le contient, ou corrigez l’entrée de la table des matières.',
  ),
  'internal-links-resolve': rule(
    'Chaque lien à l’intérieur du livre mène à un endroit qui existe.',
    'Corrigez l’adresse du lien, ou donnez à sa cible l’identifiant nommé.',
  ),
  'contents-lead-into-the-text': rule(
    'Chaque entrée de la table des matières mène à un endroit de l’ordre de lecture, chacune au sien.',
    'Corrigez l’adresse de l’entrée.',
  ),
  'image-has-alternative-text': rule(
    'Chaque image a un texte de remplacement ; une image décorative, un attribut alt vide.',
    'Ajoutez alt à l’élément <img>, en disant ce que dit l’image.',
  ),
  'image-exists': rule(
    'Chaque image, son et film que montre le texte est dans l’EPUB.',
    'Ajoutez le fichier, ou corrigez son adresse.',
  ),
  'image-is-readable': rule(
    'Chaque image peut être décodée et est d’un type que montrent les navigateurs.',
    'Exportez de nouveau l’image en JPEG, PNG ou SVG.',
  ),
  'table-has-header': rule(
    'Un tableau marque ses cellules d’en-tête (<th>).',
    'Utilisez <th> pour les cellules qui nomment lignes et colonnes.',
  ),
  'heading-levels-do-not-jump': rule(
    'Les titres descendent d’un niveau à la fois.',
    'Utilisez le niveau suivant : <h3> sous <h2>.',
  ),
  'text-has-language': rule(
    'Chaque document dit sa langue (xml:lang ou lang sur <html>).',
    'Ajoutez xml:lang et lang à <html>.',
  ),
  'note-is-referred-to': rule(
    'Chaque note a un appel dans le texte.',
    'Liez l’endroit du texte à la note, avec epub:type="noteref".',
  ),
  'noteref-finds-its-note': rule('Chaque appel de note mène à une note.', 'Corrigez l’adresse de l’appel.'),
  'page-markers-run-forward': rule(
    'Les repères de page viennent dans l’ordre des pages, chacun une fois.',
    'Corrigez les repères nommés (epub:type="pagebreak").',
  ),
  'pages-agree-with-markers': rule(
    'Les pages données pour un chapitre sont celles que montrent ses repères de page.',
    'Corrigez « pages » dans book.yaml, ou les repères de page de l’EPUB.',
  ),
  'remote-resources-are-absent': rule(
    'Tout ce que montre le texte est dans l’EPUB.',
    'Mettez le fichier dans l’EPUB.',
  ),
  'scripts-are-absent': rule(
    'Le texte n’a besoin d’aucun script.',
    'Donnez le texte sans scripts, ou une version statique à côté.',
  ),
  // The format itself
  'container-is-a-zip-file': rule(
    'Le fichier est une archive ZIP qui s’ouvre d’un bout à l’autre.',
    'Exportez de nouveau le livre : le fichier est abîmé ou n’est pas un EPUB.',
  ),
  'mimetype-comes-first': rule(
    'La première entrée de l’archive est un fichier nommé mimetype.',
    'Refaites l’archive avec le fichier « mimetype » en tête, stocké sans compression.',
  ),
  'mimetype-is-epub': rule(
    'Le fichier mimetype contient exactement « application/epub+zip », sans compression, espace ni fin de ligne.',
    'Écrivez-y exactement « application/epub+zip » et stockez-le sans compression.',
  ),
  'container-names-a-package': rule(
    'META-INF/container.xml nomme un document de paquet qui existe.',
    'Ajoutez META-INF/container.xml avec un rootfile dont full-path est le fichier .opf.',
  ),
  'one-package-per-container': rule(
    'Le conteneur renferme une seule version, ou en décrit plusieurs dans META-INF/metadata.xml.',
    'Gardez un seul rootfile, ou décrivez les versions.',
  ),
  'file-names-are-portable': rule(
    'Les noms de fichier n’ont que des caractères que tout système accepte, et ne finissent pas par un point.',
    'Renommez le fichier avec des lettres, des chiffres, des tirets et des points.',
  ),
  'file-names-are-unique': rule(
    'Deux entrées de l’archive n’ont jamais le même nom, casse et accents mis à part.',
    'Retirez ou renommez la seconde entrée.',
  ),
  'meta-inf-holds-no-content': rule(
    'META-INF ne renferme que les fichiers dont le conteneur a besoin.',
    'Sortez la ressource de META-INF et corrigez le manifeste.',
  ),
  'encryption-is-readable': rule(
    'Seules les polices sont chiffrées ou masquées, et par une méthode connue.',
    'Envoyez le livre sans chiffrement ; seul le masquage des polices est permis.',
  ),
  'file-names-stay-inside': rule(
    'Aucun nom de l’archive ne mène au-dehors : ni « .. », ni chemin absolu, ni lettre de lecteur, ni barre oblique inverse.',
    'Refaites l’archive à partir du dossier du livre.',
  ),
  'zip-entries-are-files': rule(
    'Chaque entrée de l’archive est un fichier ou un dossier, jamais un lien ni un périphérique.',
    'Mettez le fichier lui-même dans l’archive.',
  ),
  'zip-entries-do-not-overlap': rule(
    'Chaque entrée de l’archive a ses propres octets.',
    'Refaites l’archive : celle-ci est faite pour grossir sans fin.',
  ),
  'zip-sizes-are-true': rule(
    'Une entrée a la longueur que dit l’archive, et sa somme de contrôle est juste.',
    'Exportez de nouveau le livre : l’archive est abîmée ou fausse.',
  ),
  'zip-headers-agree': rule(
    'Le répertoire de l’archive et les en-têtes des fichiers disent la même chose.',
    'Refaites l’archive.',
  ),
  'zip-entries-are-deflated': rule(
    'Les entrées sont stockées ou compressées par Deflate, ni chiffrées ni compressées autrement.',
    'Refaites l’archive avec une compression ordinaire et sans mot de passe.',
  ),
  'container-size-is-bounded': rule(
    'L’archive, une fois ouverte, n’est pas plus grande et n’a pas plus d’entrées qu’il n’en faut à un livre.',
    'Divisez l’ouvrage, ou réduisez ses images et ses films.',
  ),
  'compression-is-plausible': rule(
    'Aucune entrée ne grossit hors de proportion quand on l’ouvre.',
    'Vérifiez d’où vient le fichier : il semble fait pour remplir un disque.',
  ),
  'document-size-is-bounded': rule(
    'Aucun document n’est plus long qu’un très long livre.',
    'Divisez le document en plusieurs fichiers.',
  ),
  'document-depth-is-bounded': rule(
    'Les éléments ne sont pas emboîtés par centaines.',
    'Retirez les éléments inutiles autour du texte.',
  ),
  'entity-expansion-is-bounded': rule(
    'Les entités déclarées restent courtes une fois remplacées.',
    'Écrivez le texte lui-même au lieu de l’entité.',
  ),
  'resource-is-in-the-container': rule(
    'Chaque fichier que mentionne le livre est dans le conteneur.',
    'Ajoutez le fichier, ou retirez la référence.',
  ),
  'resource-is-in-the-manifest': rule(
    'Chaque fichier que le livre utilise figure au manifeste.',
    'Ajoutez un <item> pour le fichier.',
  ),
  'resources-are-local': rule(
    'Seuls le son, la vidéo et les polices peuvent se trouver hors du conteneur.',
    'Mettez le fichier dans le livre et renvoyez à celui-ci.',
  ),
  'reference-is-an-address': rule(
    'Chaque référence est une adresse bien formée, dans le conteneur là où il le faut, et jamais file: ou data: là où c’est interdit.',
    'Écrivez l’adresse par rapport au fichier, les caractères spéciaux étant codés en pourcentage.',
  ),
  'link-target-exists': rule(
    'Une référence avec # mène à un élément qui porte cet identifiant.',
    'Corrigez ce qui suit le #, ou donnez cet identifiant à l’élément.',
  ),
  'link-leads-into-the-reading-order': rule(
    'Les liens entre documents mènent à des documents de l’ordre de lecture (spine).',
    'Ajoutez le document au spine (linear="no" s’il est hors de l’ordre principal).',
  ),
  'resource-has-a-core-media-type': rule(
    'Chaque ressource est d’un type que connaissent tous les lecteurs, ou nomme un remplaçant qui l’est.',
    'Convertissez le fichier, ou donnez un fallback à son <item>.',
  ),
  'media-type-is-true': rule(
    'Un fichier est ce que disent son type de média et son nom.',
    'Corrigez media-type dans le manifeste, ou le fichier.',
  ),
  'document-is-well-formed': rule(
    'Chaque document XML est bien formé.',
    'Corrigez le balisage à la ligne indiquée.',
  ),
  'document-follows-its-schema': rule(
    'Éléments et attributs sont là où leur spécification les admet.',
    'Retirez ou déplacez ce qui est nommé, ou ajoutez ce qui manque.',
  ),
  'document-is-utf-8': rule('Les fichiers de texte sont codés en UTF-8.', 'Enregistrez le fichier en UTF-8.'),
  'document-type-is-plain': rule(
    'La déclaration de type de document est simple et ne déclare aucune entité externe.',
    'Remplacez-la par <!DOCTYPE html> et écrivez les caractères eux-mêmes.',
  ),
  'ids-are-unique': rule(
    'Deux éléments d’un document n’ont jamais le même identifiant.',
    'Donnez-en un autre à l’un d’eux.',
  ),
  'package-version-is-known': rule(
    'Le paquet dit la version 2.0 ou 3.0.',
    'Écrivez version="3.0" sur <package>.',
  ),
  'package-has-a-unique-identifier': rule(
    'unique-identifier désigne un <dc:identifier> du paquet.',
    'Donnez un id à l’identifiant et nommez-le sur <package unique-identifier>.',
  ),
  'ncx-identifier-is-the-packages': rule(
    'Le NCX porte l’identifiant du paquet.',
    'Copiez l’identifiant unique dans <meta name="dtb:uid"> du NCX.',
  ),
  'metadata-property-is-defined': rule(
    'Propriétés, préfixes et rôles sont définis par les vocabulaires d’EPUB ou par un préfixe déclaré, et ne sont pas abandonnés.',
    'Corrigez l’orthographe, ou déclarez le préfixe.',
  ),
  'metadata-value-is-valid': rule(
    'Dates, codes de langue et autres métadonnées sont bien formés et non vides.',
    'Corrigez la valeur.',
  ),
  'linked-resource-has-a-media-type': rule(
    'Les notices liées disent leur type de média et ne figurent pas aussi au manifeste.',
    'Ajoutez media-type au <link>, ou retirez-le.',
  ),
  'manifest-properties-are-true': rule(
    'Les propriétés d’un item (scripted, svg, mathml, remote-resources…) disent ce qu’a son contenu, ni plus ni moins.',
    'Ajoutez ou retirez la propriété nommée.',
  ),
  'manifest-lists-each-file-once': rule(
    'Chaque fichier est un seul item du manifeste, et le document de paquet n’en est pas un.',
    'Retirez le second <item>.',
  ),
  'spine-is-a-reading-order': rule(
    'Le spine énumère chaque document une fois, et l’un d’eux au moins est linéaire.',
    'Retirez les répétitions ; mettez linear="yes" sur les documents principaux.',
  ),
  'spine-names-the-ncx': rule(
    'L’attribut toc du spine désigne un item qui est un NCX.',
    'Faites-le désigner l’item de type application/x-dtbncx+xml.',
  ),
  'guide-refers-to-documents': rule(
    'Les références du guide mènent à des documents du manifeste.',
    'Corrigez ou retirez la référence.',
  ),
  'collection-is-complete': rule(
    'Les collections d’index, d’aperçu et de dictionnaire contiennent ce que demande leur spécification.',
    'Corrigez les liens de la collection.',
  ),
  'contents-are-there': rule(
    'Le document de navigation a une table des matières (<nav epub:type="toc">).',
    'Ajoutez l’élément nav.',
  ),
  'contents-are-in-reading-order': rule(
    'La table des matières et la liste des pages suivent l’ordre du spine et du texte.',
    'Mettez les entrées en ordre.',
  ),
  'fixed-layout-has-dimensions': rule(
    'Chaque page à mise en page fixe donne une fois sa largeur et sa hauteur, en nombres positifs.',
    'Ajoutez <meta name="viewport" content="width=…, height=…"> (viewBox pour SVG).',
  ),
  'style-sheet-is-valid': rule(
    'Les feuilles de style peuvent être lues et n’ont aucune propriété interdite.',
    'Corrigez la déclaration à la ligne indiquée.',
  ),
  'media-overlay-matches-its-text': rule(
    'Une superposition audio et le document qu’elle lit se nomment l’un l’autre ; ses extraits se suivent et ses durées s’additionnent.',
    'Corrigez le fichier SMIL ou l’attribut media-overlay.',
  ),
  'formula-has-a-text-alternative': rule(
    'Formules et liens dessinés ont un équivalent en texte.',
    'Ajoutez alttext à <math>, un titre au lien SVG.',
  ),
}
