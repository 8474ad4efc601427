/**
 * What stands under "Summary" where nobody supplied an abstract: the opening of the chapter cut at the end of a sentence,
 * or failing words an image of its first page. Text exactly as it stands in the chapter.
 */
import { countWords } from '#base'
import type { Media, Summary } from '#book'
import type { ChapterText } from './text/finish-text.ts'

/** An extract goes on to the end of a sentence between these. */
const FEWEST = 120
const MOST = 250

export function buildExtract(
  { opening, firstPicture }: Pick<ChapterText, 'opening' | 'firstPicture'>,
  given: { readonly language: string; readonly media: ReadonlyMap<string, Media> },
): Summary {
  const paragraphs = cutAtSentence(opening, given.language)
  if (paragraphs.length > 0) return { kind: 'extract', paragraphs, language: given.language }
  const image = firstPicture === null ? undefined : given.media.get(firstPicture.media)
  return firstPicture === null || image === undefined
    ? { kind: 'none' }
    : { kind: 'first-page', image, alternativeText: firstPicture.alternativeText }
}

function cutAtSentence(opening: readonly string[], language: string): readonly string[] {
  const kept: string[] = []
  let words = 0
  for (const paragraph of opening) {
    const own = countWords(paragraph)
    if (words + own <= MOST) {
      kept.push(paragraph)
      words += own
      if (words >= FEWEST) return kept
      continue
    }
    const cut = sentencesUpTo(paragraph, FEWEST - words, MOST - words, language)
    return cut === '' ? kept : [...kept, cut]
  }
  return kept
}

/** Whole sentences until there are enough words; a sentence too long for that is cut at a word, with a mark. */
function sentencesUpTo(paragraph: string, fewest: number, most: number, language: string): string {
  let kept = ''
  for (const sentence of sentencesOf(paragraph, language)) {
    if (countWords(kept + sentence) > most) break
    kept += sentence
    if (countWords(kept) >= fewest) break
  }
  if (kept.trim() !== '') return kept.trim()
  return most === MOST ? `${wordsUpTo(paragraph, most, language)} …` : ''
}

/** The segmenter takes the full stop of an abbreviation for the end of a sentence. */
function sentencesOf(paragraph: string, language: string): readonly string[] {
  const sentences: string[] = []
  let open = ''
  for (const { segment } of segmenter(language, 'sentence').segment(paragraph)) {
    open += segment
    if (ABBREVIATION.test(open)) continue
    sentences.push(open)
    open = ''
  }
  return open === '' ? sentences : [...sentences, open]
}

/** Titles, references and initials, in the languages that write them with a full stop. */
const ABBREVIATION =
  /(?:^|[\s(“„«'"‘])(?:\p{Lu}|Drs?|Mrs?|Ms|Mme|Mlle|MM|Prof|St|Ste|Rev|Hon|Gen|Col|Capt|Lt|Sgt|Gov|Sen|Sig|Sra?|Jr|vs?|cf|ca?|no|nos|nr|vol|vols|pp?|ff?|fig|ch|chap|ed|eds|trans|al|op|cit|bd|hrsg|bzw|vgl|usw|z\.\s?B|d\.\s?h|e\.g|i\.e|art|av|apr|jan|feb|aug|sept|oct|nov|dec)\.\s*$/iu

function wordsUpTo(paragraph: string, most: number, language: string): string {
  let kept = ''
  let words = 0
  for (const { segment, isWordLike } of segmenter(language, 'word').segment(paragraph)) {
    if (isWordLike === true) words += 1
    if (words > most) break
    kept += segment
  }
  return kept.trim()
}

/** An unknown language is segmented as English: full stops are full stops. */
function segmenter(language: string, granularity: 'sentence' | 'word'): Intl.Segmenter {
  const [known = 'en'] = Intl.Segmenter.supportedLocalesOf(
    language.match(/^[a-z]{2,3}(-[a-z\d]{2,8})*$/i) === null ? 'en' : language,
  )
  return new Intl.Segmenter(known, { granularity })
}
