/** The few words that a text needs and its book does not have, in the language of the chapter. */
export type PageWords = {
  readonly notes: string
  readonly table: string
  readonly formula: string
  readonly back: (mark: string) => string
  readonly page: (label: string) => string
  readonly longDescription: string
  readonly outside: (kind: 'picture' | 'sound' | 'film' | 'page') => string
}

export function wordsFor(language: string): PageWords {
  const [tag = 'en'] = language.toLowerCase().split('-')
  return WORDS[tag] ?? ENGLISH
}

const ENGLISH: PageWords = {
  notes: 'Notes',
  table: 'Table',
  formula: 'Formula',
  back: (mark) => `Back to reference ${mark}`,
  page: (label) => `Page ${label}`,
  longDescription: 'Description',
  outside: (kind) => `A ${kind} stands outside this book:`,
}

const WORDS: Readonly<Record<string, PageWords>> = {
  en: ENGLISH,
  fr: {
    notes: 'Notes',
    table: 'Tableau',
    formula: 'Formule',
    back: (mark) => `Retour à l’appel ${mark}`,
    page: (label) => `Page ${label}`,
    longDescription: 'Description',
    outside: (kind) =>
      ({
        picture: 'Une image se trouve hors de ce livre :',
        sound: 'Un enregistrement se trouve hors de ce livre :',
        film: 'Un film se trouve hors de ce livre :',
        page: 'Une page se trouve hors de ce livre :',
      })[kind],
  },
  de: {
    notes: 'Anmerkungen',
    table: 'Tabelle',
    formula: 'Formel',
    back: (mark) => `Zurück zum Verweis ${mark}`,
    page: (label) => `Seite ${label}`,
    longDescription: 'Beschreibung',
    outside: (kind) =>
      ({
        picture: 'Ein Bild liegt außerhalb dieses Buchs:',
        sound: 'Eine Aufnahme liegt außerhalb dieses Buchs:',
        film: 'Ein Film liegt außerhalb dieses Buchs:',
        page: 'Eine Seite liegt außerhalb dieses Buchs:',
      })[kind],
  },
  es: {
    notes: 'Notas',
    table: 'Tabla',
    formula: 'Fórmula',
    back: (mark) => `Volver a la llamada ${mark}`,
    page: (label) => `Página ${label}`,
    longDescription: 'Descripción',
    outside: (kind) =>
      ({
        picture: 'Una imagen está fuera de este libro:',
        sound: 'Una grabación está fuera de este libro:',
        film: 'Una película está fuera de este libro:',
        page: 'Una página está fuera de este libro:',
      })[kind],
  },
  it: {
    notes: 'Note',
    table: 'Tabella',
    formula: 'Formula',
    back: (mark) => `Torna al richiamo ${mark}`,
    page: (label) => `Pagina ${label}`,
    longDescription: 'Descrizione',
    outside: (kind) =>
      ({
        picture: 'Un’immagine si trova fuori da questo libro:',
        sound: 'Una registrazione si trova fuori da questo libro:',
        film: 'Un filmato si trova fuori da questo libro:',
        page: 'Una pagina si trova fuori da questo libro:',
      })[kind],
  },
  ja: {
    notes: '注',
    table: '表',
    formula: '数式',
    back: (mark) => `本文の${mark}へ戻る`,
    page: (label) => `${label}ページ`,
    longDescription: '説明',
    outside: () => '本書の外にある資料:',
  },
  ar: {
    notes: 'الهوامش',
    table: 'جدول',
    formula: 'معادلة',
    back: (mark) => `العودة إلى الإحالة ${mark}`,
    page: (label) => `صفحة ${label}`,
    longDescription: 'وصف',
    outside: () => 'مادة خارج هذا الكتاب:',
  },
  he: {
    notes: 'הערות',
    table: 'טבלה',
    formula: 'נוסחה',
    back: (mark) => `חזרה להפניה ${mark}`,
    page: (label) => `עמוד ${label}`,
    longDescription: 'תיאור',
    outside: () => 'חומר שמחוץ לספר זה:',
  },
}
