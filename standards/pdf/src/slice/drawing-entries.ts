/**
 * The entries that drawing needs, by name (ISO 32000-2, 8 to 11 and 14.8): whatever else a dictionary holds stays behind, though
 * nobody may have thought of it. Those that hold plain values are taken over only when they do; those that lead on are followed.
 */
import { isArray, isDict, isRef, isStream, type PdfObject } from '../objects.ts'

const words = (text: string): readonly string[] => text.trim().split(/\s+/)

/** Types that lead out of what a page draws, whatever entry leads to them. */
export const FOREIGN: ReadonlySet<string> = new Set(
  words(`Page Pages Catalog Template StructElem StructTreeRoot MCR OBJR Outlines Annot Filespec F EmbeddedFile Action Thread
    Bead ObjStm XRef Sig SigRef Metadata Collection CollectionItem DPart DPartRoot Rendition MediaClip PieceInfo Measure PtData
    RichMediaContent ThreeD 3D`),
)

const STREAM = ['Filter', 'DecodeParms']
export const FORM = words('Type Subtype FormType BBox Matrix Group Name OC').concat(STREAM)
export const IMAGE = words(
  `Type Subtype Width Height ColorSpace BitsPerComponent Intent ImageMask Mask Decode Interpolate SMask SMaskInData Matte Name
    OC`,
).concat(STREAM)
export const FONT = words(
  `Type Subtype Name BaseFont FirstChar LastChar Widths FontDescriptor Encoding ToUnicode DescendantFonts CIDSystemInfo DW W
    DW2 W2 CIDToGIDMap FontBBox FontMatrix CharProcs`,
)
export const PATTERN = words('Type PatternType PaintType TilingType BBox XStep YStep Matrix').concat(STREAM)
/** Graphics states (table 57). */
export const STATE = words(
  `Type LW LC LJ ML D RI OP op OPM Font BG BG2 UCR UCR2 TR TR2 HT FL SM SA BM SMask CA ca AIS TK UseBlackPtComp HTO`,
)
export const LAYER = words('Type Name Intent Usage')
export const LAYER_RULE = words('Type OCGs P VE')
/** What content says of its own marks (14.6.2, 14.8.2.2, 14.9). */
export const PROPERTIES = words('Type Subtype MCID Lang ActualText Alt E BBox Attached Contents')

/** Dictionaries in which the names are anybody's: of colours, letters, descendants. */
export const NAMED: ReadonlySet<string> = new Set(words('CharProcs Colorants Solidities DotGain FD'))

/** Of all other dictionaries and streams that drawing comes upon. */
export const LEADING: ReadonlySet<string> = new Set([
  ...words('Function Functions'),
  ...words('ColorSpace CS Alternate Process MixingHints'),
  ...words('FontDescriptor FontFile FontFile2 FontFile3 CIDSet CIDSystemInfo Encoding UseCMap Style'),
  ...words('Shading ExtGState G BC TR Group SMask'),
  ...words('SpotFunction TransferFunction Default'),
  ...words('Filter DecodeParms JBIG2Globals'),
  ...words('DestOutputProfile'),
  ...words('CreatorInfo Language Export Zoom Print View PageElement'),
])

export const PLAIN: ReadonlySet<string> = new Set([
  ...words('Type Subtype Name S'),
  ...words('FunctionType Domain Range Size BitsPerSample Order Encode Decode C0 C1 N Bounds'),
  ...words('ShadingType Background BBox AntiAlias Matrix Coords Extend BitsPerCoordinate BitsPerComponent'),
  ...words('BitsPerFlag VerticesPerRow PatternType'),
  ...words('WhitePoint BlackPoint Gamma Components PrintingOrder'),
  ...words('FontName FontFamily FontStretch FontWeight Flags FontBBox ItalicAngle Ascent Descent Leading'),
  ...words('CapHeight XHeight StemV StemH AvgWidth MaxWidth MissingWidth CharSet Lang Panose'),
  ...words('BaseEncoding Differences CMapName WMode Registry Ordering Supplement Length1 Length2 Length3'),
  ...words('I K W D'),
  ...words('HalftoneType HalftoneName Frequency Angle AccurateScreens Width Height Width2 Height2 Xsquare'),
  ...words('Ysquare'),
  ...words('Columns Rows EndOfLine EncodedByteAlign EndOfBlock BlackIs1 DamagedRowsBeforeError Predictor'),
  ...words('Colors EarlyChange ColorTransform'),
  ...words('OutputCondition OutputConditionIdentifier RegistryName Info'),
  ...words('Creator Preferred ExportState min max PrintState ViewState'),
])

const DEPTH = 8

/** Numbers, names, strings, and lists of them. */
export function isPlain(
  value: PdfObject | undefined,
  resolve: (value: PdfObject | undefined) => PdfObject,
  depth = 0,
): boolean {
  const held = isRef(value) ? resolve(value) : (value ?? null)
  if (isArray(held)) return depth < DEPTH && held.every((item) => isPlain(item, resolve, depth + 1))
  return !isDict(held) && !isStream(held)
}
