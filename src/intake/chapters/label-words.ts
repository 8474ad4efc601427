/**
 * The words that books put before a number, in the languages whose books most often come to a university press. They
 * tell a part from a chapter from an appendix; `parse-label.ts` reads the number beside them.
 */
export type LabelKind = 'chapter' | 'part' | 'appendix' | 'section'

export const LABEL_WORDS: Readonly<Record<LabelKind, readonly string[]>> = {
  chapter: [
    ...['chapter', 'chap.', 'ch.', 'chapitre', 'chap', 'kapitel', 'kap.', 'capítulo', 'capitulo', 'cap.'],
    ...['capitolo', 'caput', 'capitulum', 'hoofdstuk', 'kapittel', 'kapitola', 'rozdział', 'глава', 'luku'],
    ...[
      'lecture',
      'lesson',
      'essay',
      'letter',
      'canto',
      'leçon',
      'lettre',
      'vorlesung',
      'lección',
      'lezione',
    ],
    ...['الفصل', 'פרק'],
  ],
  part: [
    ...['part', 'book', 'volume', 'vol.', 'division', 'partie', 'livre', 'tome', 'teil', 'buch', 'band'],
    ...['abteilung', 'parte', 'libro', 'tomo', 'volumen', 'libro', 'pars', 'liber', 'deel', 'boek', 'часть'],
    ...['книга', 'الجزء', 'الباب', 'القسم', 'חלק', 'שער', 'ספר'],
  ],
  appendix: [
    ...['appendix', 'annex', 'annexe', 'appendice', 'anhang', 'beilage', 'apéndice', 'anexo', 'allegato'],
    ...['приложение', 'bijlage', 'ملحق', 'נספח'],
  ],
  section: ['section', 'abschnitt', 'sección', 'sezione', 'sectio', '§'],
}

/** What a chapter without any title but its number is called: "Chapter XII" in the language of the book. */
export function titleForLabel(kind: LabelKind, label: string, language: string): string {
  const [tag = 'en'] = language.toLowerCase().split('-')
  if (tag === 'ja' || tag === 'zh') return `第${label}${kind === 'part' ? '部' : '章'}`
  const words = TITLES[tag] ?? TITLES.en
  return `${words?.[kind] ?? 'Chapter'} ${label}`
}

const TITLES: Readonly<Record<string, Readonly<Record<LabelKind, string>>>> = {
  en: { chapter: 'Chapter', part: 'Part', appendix: 'Appendix', section: 'Section' },
  fr: { chapter: 'Chapitre', part: 'Partie', appendix: 'Annexe', section: 'Section' },
  de: { chapter: 'Kapitel', part: 'Teil', appendix: 'Anhang', section: 'Abschnitt' },
  es: { chapter: 'Capítulo', part: 'Parte', appendix: 'Apéndice', section: 'Sección' },
  it: { chapter: 'Capitolo', part: 'Parte', appendix: 'Appendice', section: 'Sezione' },
  la: { chapter: 'Caput', part: 'Pars', appendix: 'Appendix', section: 'Sectio' },
  nl: { chapter: 'Hoofdstuk', part: 'Deel', appendix: 'Bijlage', section: 'Paragraaf' },
  ar: { chapter: 'الفصل', part: 'الجزء', appendix: 'ملحق', section: 'القسم' },
  he: { chapter: 'פרק', part: 'חלק', appendix: 'נספח', section: 'סעיף' },
}
