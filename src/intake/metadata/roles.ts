/** MARC relator codes (EPUB 3.3 §5.5.3.2.3, opf:role) in the words of a title page. */
import { CONTRIBUTOR_ROLES, type ContributorRole } from '#book'

const SHOWN: Readonly<Record<string, ContributorRole>> = {
  aut: 'author',
  cre: 'author',
  aud: 'author',
  dis: 'author',
  edt: 'editor',
  edc: 'editor',
  pbd: 'editor',
  trl: 'translator',
  aui: 'introduction',
  win: 'introduction',
  wpr: 'foreword',
  wfw: 'foreword',
  wpf: 'foreword',
  aft: 'afterword',
  waw: 'afterword',
  ill: 'illustrator',
  art: 'illustrator',
  drm: 'illustrator',
  egr: 'illustrator',
  ctg: 'illustrator',
  pht: 'photographer',
  com: 'compiler',
  cmp: 'contributor',
  nrt: 'narrator',
  ctb: 'contributor',
  ann: 'contributor',
  cmm: 'contributor',
  clb: 'contributor',
  wac: 'contributor',
  wat: 'contributor',
  oth: 'contributor',
  res: 'contributor',
  ive: 'contributor',
  ivr: 'contributor',
  spk: 'contributor',
  adp: 'author',
}

/** Who made the file or the object, not its text: publishing hands that a title page does not name as contributors. */
const BEHIND = new Set(
  'bkp bkd bjd blw bnd bpd bsl clr col cov cpc csp dnr dpt dst fmo fnd ftr isb lbr mrk mfr own pbl pfr plt pop prm prp prt pth red rps rpy sgn spn stn sec tcd tec trc tyd tyg wdc wde'.split(
    ' ',
  ),
)

export type RoleFound =
  | { readonly kind: 'shown'; readonly role: ContributorRole }
  | { readonly kind: 'behind' }

/**
 * Of several roles the one that a title page puts first; `otherwise` when none is given. Codes not known here are
 * contributors.
 */
export function findRole(codes: readonly string[], otherwise: ContributorRole): RoleFound {
  const lower = codes
    .map((code) =>
      code
        .trim()
        .toLowerCase()
        .replace(/^marc:/, ''),
    )
    .filter((code) => code !== '')
  if (lower.length === 0) return { kind: 'shown', role: otherwise }
  const shown = CONTRIBUTOR_ROLES.find((role) => lower.some((code) => SHOWN[code] === role))
  if (shown !== undefined) return { kind: 'shown', role: shown }
  return lower.every((code) => BEHIND.has(code)) ? { kind: 'behind' } : { kind: 'shown', role: 'contributor' }
}
