/**
 * What a stretch of a book is. The book's own words come first (epub:type, DPUB-ARIA roles), then its landmarks or guide,
 * then the title in the languages whose books most often come in; what is left is a chapter, or front or back matter by
 * where it stands.
 */
import { normalizeSpace } from '#base'
import type { ChapterType } from '#book'

/** EPUB 3 Structural Semantics Vocabulary 1.1, OPF 2.0.1 guide types and DPUB-ARIA 1.1 roles (without `doc-`). */
const BY_TERM: ReadonlyMap<string, ChapterType> = new Map(
  Object.entries({
    abstract: 'front-matter',
    acknowledgments: 'acknowledgements',
    acknowledgements: 'acknowledgements',
    afterword: 'afterword',
    answers: 'back-matter',
    appendix: 'appendix',
    bibliography: 'bibliography',
    chapter: 'chapter',
    colophon: 'colophon',
    conclusion: 'conclusion',
    contributors: 'contributors',
    'copyright-page': 'copyright-page',
    cover: 'cover',
    coverpage: 'cover',
    dedication: 'dedication',
    division: 'part',
    endnotes: 'notes',
    epigraph: 'epigraph',
    epilogue: 'epilogue',
    errata: 'back-matter',
    footnotes: 'notes',
    foreword: 'foreword',
    glossary: 'glossary',
    halftitlepage: 'half-title',
    'half-title-page': 'half-title',
    imprint: 'copyright-page',
    imprimatur: 'front-matter',
    index: 'index',
    introduction: 'introduction',
    landmarks: 'contents',
    loa: 'front-matter',
    loi: 'list-of-figures',
    lot: 'list-of-tables',
    lov: 'front-matter',
    notes: 'notes',
    'other-credits': 'front-matter',
    pagelist: 'contents',
    part: 'part',
    preamble: 'front-matter',
    preface: 'preface',
    prologue: 'prologue',
    rearnotes: 'notes',
    seriespage: 'front-matter',
    'title-page': 'title-page',
    titlepage: 'title-page',
    toc: 'contents',
    volume: 'part',
  } satisfies Record<string, ChapterType>),
)

/** The first term that says what it is; `doc-` and prefixes of other vocabularies are set aside. */
export function typeOfTerms(terms: readonly string[]): ChapterType | null {
  for (const term of terms) {
    const found = BY_TERM.get(term.toLowerCase().replace(/^doc-/, ''))
    if (found !== undefined) return found
  }
  return null
}

/** Where it stands, when it does not say what it is. */
export const matterOfTerms = (terms: readonly string[]): 'front' | 'body' | 'back' | null =>
  terms.includes('bodymatter') || terms.includes('text')
    ? 'body'
    : terms.includes('frontmatter')
      ? 'front'
      : terms.includes('backmatter')
        ? 'back'
        : null

const TITLES: readonly (readonly [ChapterType, string])[] = [
  [
    'cover',
    'cover|cover page|front cover|couverture|umschlag|einband|cubierta|portada|copertina|表紙|カバー|الغلاف|כריכה|דף פתיחה',
  ],
  [
    'title-page',
    'title page|titlepage|full title|page de titre|titelseite|titelblatt|página de título|portadilla|frontespizio|扉|タイトルページ|صفحة العنوان|שער',
  ],
  [
    'half-title',
    'half title|half-title|half title page|faux-titre|faux titre|schmutztitel|anteportada|occhiello',
  ],
  [
    'copyright-page',
    'copyright|copyright page|copyright information|copyright notice|imprint|mentions légales|droits d’auteur|impressum|créditos|página legal|colofone legale|著作権|حقوق النشر|حقوق الطبع|זכויות יוצרים',
  ],
  ['dedication', 'dedication|dedications|dédicace|widmung|dedicatoria|dedica|献辞|إهداء|الإهداء|הקדשה'],
  ['epigraph', 'epigraph|épigraphe|motto|epígrafe|epigrafe|題辞'],
  [
    'contents',
    'contents|table of contents|the contents|brief contents|detailed contents|table des matières|sommaire|inhalt|inhaltsverzeichnis|índice general|contenido|sumario|indice generale|sommario|目次|المحتويات|الفهرس|فهرس المحتويات|תוכן העניינים|תוכן עניינים',
  ],
  [
    'list-of-figures',
    'list of figures|list of illustrations|illustrations|figures|table des illustrations|liste des figures|abbildungsverzeichnis|lista de figuras|índice de ilustraciones|elenco delle figure|elenco delle illustrazioni|図版一覧|図表一覧|図一覧',
  ],
  [
    'list-of-tables',
    'list of tables|tables|liste des tableaux|tabellenverzeichnis|lista de tablas|elenco delle tabelle|表一覧',
  ],
  ['foreword', 'foreword|avant-propos|geleitwort|presentación|presentazione|序|序文|تقديم|הקדמה'],
  [
    'preface',
    'preface|author’s preface|préface|vorwort|prefacio|prefazione|praefatio|まえがき|はじめに|前書き|مقدمة المؤلف|פתח דבר|מבוא אישי',
  ],
  [
    'acknowledgements',
    'acknowledgements|acknowledgments|acknowledgement|remerciements|danksagung|dank|agradecimientos|ringraziamenti|謝辞|شكر|شكر وتقدير|תודות',
  ],
  ['prologue', 'prologue|prolog|prólogo|prologo|prologus|プロローグ|序章|פרולוג'],
  [
    'introduction',
    'introduction|general introduction|introductory|einleitung|einführung|introducción|introduzione|introductio|序論|緒言|導入|مقدمة|المقدمة|מבוא',
  ],
  [
    'conclusion',
    'conclusion|conclusions|schluss|schlussfolgerung|schlussfolgerungen|fazit|conclusión|conclusiones|conclusione|conclusioni|conclusio|結論|終章|おわりに|خاتمة|الخاتمة|סיכום',
  ],
  ['epilogue', 'epilogue|épilogue|epilog|epílogo|epilogo|epilogus|エピローグ|אפילוג|אחרית דבר'],
  ['afterword', 'afterword|postface|postscript|nachwort|posfacio|postfazione|あとがき|後書き|كلمة ختامية'],
  [
    'appendix',
    'appendix|appendices|annexe|annexes|appendice|anhang|anhänge|apéndice|apéndices|anexo|anexos|appendici|付録|附録|ملحق|ملاحق|נספח|נספחים',
  ],
  [
    'notes',
    'notes|endnotes|footnotes|end notes|notes and references|notes and sources|notes to the text|notes de fin|notes de bas de page|anmerkungen|endnoten|fußnoten|notas|notas finales|notas al pie|note|note al testo|note di chiusura|notae|注|註|注釈|脚注|後注|注釈一覧|هوامش|الهوامش|הערות|הערות שוליים',
  ],
  ['glossary', 'glossary|glossaire|glossar|glosario|glossario|用語集|用語解説|معجم المصطلحات|מילון מונחים'],
  [
    'bibliography',
    'bibliography|select bibliography|selected bibliography|references|works cited|further reading|sources|bibliographie|références|literatur|literaturverzeichnis|quellen|quellen und literatur|quellenverzeichnis|bibliografía|referencias|bibliografia|riferimenti|参考文献|文献|المراجع|المصادر|المصادر والمراجع|ביבליוגרפיה|מקורות',
  ],
  [
    'index',
    'index|general index|subject index|name index|index of names|index of subjects|indexes|register|personenregister|sachregister|índice alfabético|índice analítico|índice onomástico|indice analitico|indice dei nomi|索引|كشاف|מפתח|אינדקס',
  ],
  [
    'contributors',
    'contributors|about the author|about the authors|notes on contributors|list of contributors|the author|the authors|les auteurs|l’auteur|über den autor|über die autorin|autorinnen und autoren|sobre el autor|colaboradores|l’autore|gli autori|著者紹介|著者について|執筆者紹介',
  ],
  ['colophon', 'colophon|kolophon|colofón|奥付|קולופון'],
]

const fold = (text: string): string =>
  normalizeSpace(text)
    .toLowerCase()
    .replace(/[’'`]/g, '’')
    .replace(/^[\p{P}\p{S}\s]+|[\p{P}\p{S}\s]+$/gu, '')

const BY_TITLE: ReadonlyMap<string, ChapterType> = new Map(
  TITLES.flatMap(([type, names]) => names.split('|').map((name) => [fold(name), type] as const)),
)

/** The whole title, or the part before its colon: "Conclusion: What Remains". */
export function typeOfTitle(title: string): ChapterType | null {
  const whole = BY_TITLE.get(fold(title))
  if (whole !== undefined) return whole
  const [head = '', ...rest] = title.split(/:|：| [–—] |\. /)
  if (rest.length > 0)
    return COLON.has(BY_TITLE.get(fold(head)) ?? 'chapter') ? (BY_TITLE.get(fold(head)) ?? null) : null
  return /^(appendix|annexe|anhang|apéndice|appendice)\b/i.test(title.trim()) ? 'appendix' : null
}

const COLON: ReadonlySet<ChapterType> = new Set([
  ...([
    'introduction',
    'conclusion',
    'epilogue',
    'prologue',
    'afterword',
    'foreword',
    'preface',
    'appendix',
  ] as const),
])

const FRONT: ReadonlySet<ChapterType> = new Set<ChapterType>([
  ...(['cover', 'title-page', 'half-title', 'copyright-page', 'dedication', 'epigraph', 'contents'] as const),
  ...([
    'list-of-figures',
    'list-of-tables',
    'foreword',
    'preface',
    'acknowledgements',
    'front-matter',
  ] as const),
])

const BACK: ReadonlySet<ChapterType> = new Set<ChapterType>([
  ...([
    'afterword',
    'appendix',
    'notes',
    'glossary',
    'bibliography',
    'index',
    'contributors',
    'colophon',
  ] as const),
  'back-matter',
])

export const isFrontMatter = (type: ChapterType): boolean => FRONT.has(type)
export const isBackMatter = (type: ChapterType): boolean => BACK.has(type)

/** Pages that stand by themselves even where the contents do not name them. */
export const standsAlone = (type: ChapterType | null): type is ChapterType => type !== null && ALONE.has(type)

const ALONE: ReadonlySet<ChapterType> = new Set<ChapterType>([
  ...([
    'cover',
    'title-page',
    'half-title',
    'copyright-page',
    'dedication',
    'contents',
    'part',
    'notes',
  ] as const),
  ...(['list-of-figures', 'list-of-tables', 'glossary', 'bibliography', 'index', 'contributors'] as const),
  'colophon',
])

/** What a page is called that has neither an entry nor a heading of its own, in the language of the book. */
export function nameOfType(type: ChapterType, language: string): string {
  const [tag = 'en'] = language.toLowerCase().split('-')
  return NAMES[tag]?.[type] ?? NAMES.en?.[type] ?? 'Front matter'
}

const NAMES: Readonly<Record<string, Partial<Record<ChapterType, string>>>> = {
  en: {
    cover: 'Cover',
    'title-page': 'Title page',
    'half-title': 'Half-title',
    'copyright-page': 'Copyright',
    dedication: 'Dedication',
    epigraph: 'Epigraph',
    contents: 'Contents',
    'list-of-figures': 'List of figures',
    'list-of-tables': 'List of tables',
    foreword: 'Foreword',
    preface: 'Preface',
    acknowledgements: 'Acknowledgements',
    prologue: 'Prologue',
    introduction: 'Introduction',
    'front-matter': 'Front matter',
    part: 'Part',
    chapter: 'Chapter',
    section: 'Section',
    conclusion: 'Conclusion',
    epilogue: 'Epilogue',
    afterword: 'Afterword',
    appendix: 'Appendix',
    notes: 'Notes',
    glossary: 'Glossary',
    bibliography: 'Bibliography',
    index: 'Index',
    contributors: 'Contributors',
    colophon: 'Colophon',
    'back-matter': 'Back matter',
  },
  fr: {
    cover: 'Couverture',
    'title-page': 'Page de titre',
    'half-title': 'Faux-titre',
    'copyright-page': 'Mentions légales',
    dedication: 'Dédicace',
    epigraph: 'Épigraphe',
    contents: 'Table des matières',
    notes: 'Notes',
    index: 'Index',
    colophon: 'Achevé d’imprimer',
    'front-matter': 'Pages liminaires',
    'back-matter': 'Pages finales',
    part: 'Partie',
    chapter: 'Chapitre',
  },
  de: {
    cover: 'Umschlag',
    'title-page': 'Titelseite',
    'half-title': 'Schmutztitel',
    'copyright-page': 'Impressum',
    dedication: 'Widmung',
    epigraph: 'Motto',
    contents: 'Inhalt',
    notes: 'Anmerkungen',
    index: 'Register',
    colophon: 'Kolophon',
    'front-matter': 'Titelei',
    'back-matter': 'Anhang',
    part: 'Teil',
    chapter: 'Kapitel',
  },
  ja: {
    cover: '表紙',
    'title-page': '扉',
    contents: '目次',
    notes: '注',
    index: '索引',
    colophon: '奥付',
    chapter: '章',
  },
}
