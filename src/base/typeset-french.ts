/**
 * French as it is printed: no line breaks before double punctuation or inside guillemets (Imprimerie nationale, "Lexique
 * des règles typographiques", Ponctuation). The sentences are written with plain spaces, which hands can type and eyes
 * can tell apart.
 */
export const typesetFrench = (text: string): string =>
  text.replace(/ (?=[;!?])/g, '\u202f').replace(/ (?=[:»%])|(?<=«) /g, '\u00a0')
