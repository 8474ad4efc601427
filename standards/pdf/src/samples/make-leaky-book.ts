/**
 * A book of six pages in which pages 3 and 4 are bought, and every road that PDF knows leads from them to the others. What
 * belongs to the others says SECRET, with the name of its road; what was bought says BOUGHT.
 */
import { makePdf, type Source } from './make-pdf.ts'

export function makeLeakyBook(): Uint8Array {
  const names: string[] = []
  const objects: Source[] = []
  const sources = new Map<string, Source>(roads)
  for (const [key, source] of sources) {
    names.push(key)
    objects.push(source)
  }
  const number = (key: string) => {
    const index = names.indexOf(key)
    if (index < 0) throw new Error(`The sample refers to ${key}, which it does not have`)
    return `${index + 1} 0 R`
  }
  // Objects refer to one another by name, as @name.
  const numbered = (text: string) => text.replace(/@([a-z][a-zA-Z0-9]*)/g, (_, key: string) => number(key))
  return makePdf(
    objects.map((object) => (typeof object === 'string' ? numbered(object) : { ...object, entries: numbered(object.entries) })),
    `/Info ${number('info')} /ID [(SECRET-ID) (SECRET-ID)]`,
  )
}

const utf16 = (text: string) => `<${Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('hex')}>`
const image = (data: string): Source => ({
  entries: '/Type /XObject /Subtype /Image /Width 8 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Metadata @xmp',
  data,
})
const page = (index: number, more = '') =>
  `<</Type /Page /Parent @pages /StructParents ${index} /Contents @content${index} /Metadata @xmp /Thumb @im2 /B [@bead] /PieceInfo <</X <</LastModified (D:2020) /Private (SECRET-PIECE)>>>> /AA <</O <</S /JavaScript /JS (SECRET-PAGE-SCRIPT)>>>> ${more}>>`

const roads: readonly (readonly [string, Source])[] = [
  [
    'catalog',
    `<</Type /Catalog /Pages @pages /Outlines @outlines /Dests <</SECRETOLDNAME [@p0 /Fit] /bought [@p3 /Fit]>>
/Names <</Dests <</Names [(SECRET-DEST) [@p4 /XYZ 0 0 0] (near) [@p3 /XYZ 10 20 0]]>> /EmbeddedFiles <</Names [(SECRET-FILE) @filespec]>> /JavaScript <</Names [(s) <</S /JavaScript /JS (SECRET-SCRIPT)>>]>>>>
/StructTreeRoot @root /MarkInfo <</Marked true>> /Lang (en-GB) /AcroForm <</Fields [@field] /DA (SECRET-DA) /XFA (SECRET-XFA)>>
/OCProperties <</OCGs [@layer1 @layer2] /D <</Name (SECRET-CONFIG) /Order [(SECRET-ORDER) @layer1 @layer2] /OFF [@layer2]>>>>
/Metadata @xmp /OpenAction [@p5 /Fit] /AA <</WC <</S /JavaScript /JS (SECRET-CLOSE)>>>> /Threads [@thread] /AF [@filespec]
/PageLabels <</Nums [0 <</S /r>> 2 <</S /D /St 214>> 5 <</P (SECRET-LABEL)>>]>> /PieceInfo <</X <</Private (SECRET-CATALOG-PIECE)>>>> /Collection <</D (SECRET-COLLECTION)>> /SpiderInfo <<>> /Legal <</Attestation (SECRET-LEGAL)>>>>`,
  ],
  ['info', '<</Title (SECRET-TITLE of the whole) /Author (SECRET-AUTHOR) /Keywords (SECRET-KEYWORDS) /Custom (SECRET-CUSTOM) /CreationDate (D:20200101)>>'],
  [
    'pages',
    `<</Type /Pages /Count 6 /Kids [@p0 @p1 @p2 @p3 @p4 @p5] /MediaBox [0 0 400 600] /Resources <</Font <</F1 @f1 /F2 @f2>> /XObject <</Im1 @im1 /Im2 @im2 /Fm1 @fm1 /Fm2 @fm2>> /Properties <</OC1 @layer1 /OC2 @layer2 /MC1 @list>> /ExtGState <</GS1 <</CA 1 /SECRET-NO 1>> /GS2 <</CA .5 /Note (SECRET-GS)>>>>>>>>`,
  ],
  ['p0', page(0)],
  ['p1', page(1)],
  ['p2', page(2, '/Group <</S /Transparency /Note (SECRET-GROUP) /Back @bare /CS [/ICCBased @icc]>> /Annots [@link1 @link2 @link3 @link4 @link5 @link6 @widget1 @note @popup @attachment @launch]')],
  ['p3', page(3)],
  ['p4', page(4, '/Annots [@widget2 @secretNote]')],
  ['p5', page(5)],
  ...[0, 1, 4, 5].map((index) => [
    `content${index}`,
    { entries: '', data: `/Im2 Do /Fm2 Do /OC /OC2 BDC BT /F2 12 Tf 50 500 Td /P <</MCID 0>> BDC (SECRET-TEXT ${index}) Tj EMC ET EMC` },
  ] as const),
  [
    'content2',
    {
      entries: '',
      data: 'q 8 0 0 8 10 10 cm /Im1 Do Q /Fm1 Do /GS1 gs /OC /OC1 BDC BT /F1 12 Tf 50 500 Td /P <</MCID 0>> BDC (BOUGHT-TEXT 2) Tj EMC /P <</MCID 1>> BDC (more) Tj EMC /Span /MC1 BDC (marked) Tj EMC 3 Tr (BOUGHT-HIDDEN) Tj ET EMC q BI /W 4 /H 1 /BPC 8 /CS /G ID /F2 EI Q',
    },
  ],
  ['content3', { entries: '', data: 'BT /F1 12 Tf 50 500 Td /P <</MCID 0>> BDC (BOUGHT-TEXT 3) Tj EMC ET' }],
  ['f1', '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /PieceInfo <</X (SECRET-FONT-PIECE)>> /Note (SECRET-FONT-NOTE) /FontDescriptor @descriptor>>'],
  ['descriptor', '<</Type /FontDescriptor /FontName /Helvetica /Flags 32 /FontBBox [-166 -225 1000 931] /ItalicAngle 0 /Ascent 718 /Descent -207 /CapHeight 718 /StemV 88 /Maker @bare /Note (SECRET-DESCRIPTOR) /Flags2 [(SECRET-FLAG)]>>'],
  ['icc', { entries: '/N 1 /Alternate /DeviceGray /Note (SECRET-PROFILE) /Elem @bare', data: 'none' }],
  ['list', '<</ActualText (BOUGHT-MARK) /Elem @bare /Kids [@bare] /K [@bare] /Note (SECRET-LIST)>>'],
  // An element of structure, and a page, need not say what they are to be followed.
  ['bare', '<</S /P /Alt (SECRET-BARE-ALT) /T (SECRET-BARE-TITLE) /ActualText (SECRET-BARE-TEXT) /Pg @p4 /Contents @content4>>'],
  ['f2', '<</Type /Font /Subtype /Type1 /BaseFont /SECRET-FONT>>'],
  ['im1', image('BOUGHT-I')],
  ['im2', image('SECRET-I')],
  [
    'fm1',
    {
      entries: '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</Font <</F1 @f1 /F2 @f2>> /XObject <</Im2 @im2>>>> /Metadata @xmp /PieceInfo <</X (SECRET-FORM-PIECE)>> /Ref <</F @filespec /Page 1>>',
      data: 'BT /F1 6 Tf (BOUGHT-FORM) Tj ET',
    },
  ],
  ['fm2', { entries: '/Type /XObject /Subtype /Form /BBox [0 0 9 9]', data: 'BT /F2 6 Tf (SECRET-FORM) Tj ET' }],
  ['layer1', '<</Type /OCG /Name (BOUGHT-LAYER) /Secret (SECRET-LAYER-KEY)>>'],
  ['layer2', '<</Type /OCG /Name (SECRET-LAYER)>>'],
  ['link1', '<</Type /Annot /Subtype /Link /Rect [0 0 9 9] /Dest [@p4 /Fit] /Contents (SECRET-LINK) /StructParent 10>>'],
  ['link2', '<</Type /Annot /Subtype /Link /Rect [0 0 9 9] /A <</S /GoTo /D (SECRET-DEST)>> /Contents (SECRET-NAMED-LINK)>>'],
  ['link3', '<</Type /Annot /Subtype /Link /Rect [0 0 9 9] /A <</S /GoTo /D (near) /Next <</S /GoTo /D [@p5 /Fit]>>>> /Contents (BOUGHT-LINK) /StructParent 11>>'],
  ['link4', '<</Type /Annot /Subtype /Link /Rect [0 0 9 9] /A <</S /URI /URI (https://BOUGHT.example/) /Next <</S /JavaScript /JS (SECRET-NEXT)>>>>>>'],
  ['link5', '<</Type /Annot /Subtype /Link /Rect [0 0 9 9] /A <</S /JavaScript /JS (SECRET-LINK-SCRIPT)>>>>'],
  ['link6', '<</Type /Annot /Subtype /Link /Rect [0 0 9 9] /A <</S /GoToE /T <</R /C /N (SECRET-FILE)>>>> /PA <</S /URI /URI (SECRET-PA)>>>>'],
  ['widget1', `<</Type /Annot /Subtype /Widget /Rect [0 0 9 9] /Parent @field /AP <</N @look /D @fm2>> /MK <</CA (SECRET-MK)>> /AA <</K <</S /JavaScript /JS (SECRET-KEY-SCRIPT)>>>> /P @p2>>`],
  ['widget2', '<</Type /Annot /Subtype /Widget /Rect [0 0 9 9] /Parent @field /AP <</N @fm2>> /P @p4>>'],
  ['field', '<</FT /Tx /T (SECRET-FIELD) /V (SECRET-VALUE) /Kids [@widget1 @widget2]>>'],
  ['look', { entries: '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</Font <</F1 @f1>>>>', data: 'BT /F1 6 Tf (BOUGHT-FIELD) Tj ET' }],
  ['note', `<</Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (BOUGHT-NOTE) /Popup @popup /P @p2 /A <</S /GoTo /D [@p0 /Fit]>>>>`],
  ['popup', '<</Type /Annot /Subtype /Popup /Rect [0 0 9 9] /Parent @secretNote /Contents (SECRET-POPUP)>>'],
  ['secretNote', `<</Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents ${utf16('SECRET-NOTE')} /IRT @note /P @p4>>`],
  ['attachment', '<</Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS @filespec /Contents (SECRET-ATTACHMENT)>>'],
  ['launch', '<</Type /Annot /Subtype /Link /Rect [0 0 9 9] /A <</S /Launch /F @filespec>>>>'],
  ['filespec', '<</Type /Filespec /F (SECRET-NAME.txt) /EF <</F @file>>>>'],
  ['file', { entries: '/Type /EmbeddedFile', data: 'SECRET-ATTACHED' }],
  ['xmp', { entries: '/Type /Metadata /Subtype /XML', data: '<x>SECRET-XMP</x>', plain: true }],
  ['thread', '<</Type /Thread /F @bead /I <</Title (SECRET-THREAD)>>>>'],
  ['bead', '<</Type /Bead /T @thread /N @bead2 /V @bead2 /P @p2 /R [0 0 9 9]>>'],
  ['bead2', '<</Type /Bead /T @thread /N @bead /V @bead /P @p4 /R [0 0 9 9]>>'],
  ['outlines', '<</Type /Outlines /First @item1 /Last @item3 /Count 3>>'],
  ['item1', '<</Title (SECRET-OUTLINE) /Parent @outlines /Next @item2 /Dest [@p0 /Fit] /First @item1a /Last @item1a /Count 1>>'],
  ['item1a', '<</Title (BOUGHT-OUTLINE) /Parent @item1 /A <</S /GoTo /D (near)>>>>'],
  ['item2', '<</Title (BOUGHT-CHAPTER) /Parent @outlines /Prev @item1 /Next @item3 /Dest [@p2 /Fit] /SE @elem4>>'],
  ['item3', `<</Title ${utf16('SECRET-OUTLINE-UTF16')} /Parent @outlines /Prev @item2 /Dest (SECRET-DEST)>>`],
  ['root', '<</Type /StructTreeRoot /K @document /ParentTree <</Nums [0 [@elem0] 2 [@elem2 @elem2b] 4 [@elem4]]>> /RoleMap <</SECRET-STYLE /P /BoughtStyle /P>> /ClassMap <</SECRET-CLASS <</O /Layout>> /BoughtClass <</O /Layout /Placement /Block /Note (SECRET-CLASS-WORDS)>>>> /IDTree <</Names [(SECRET-ELEMENT-ID) @elem4]>>>>'],
  ['document', '<</Type /StructElem /S /Document /P @root /T (SECRET-DOCUMENT-TITLE) /Alt (SECRET-DOCUMENT-ALT) /A <</O /Table /Summary (SECRET-SUMMARY)>> /K [@elem0 @sect @elem2b @elem4]>>'],
  ['elem0', '<</Type /StructElem /S /SECRET-STYLE /C /SECRET-CLASS /P @document /Pg @p0 /Alt (SECRET-ALT) /K 0>>'],
  ['sect', '<</Type /StructElem /S /Sect /P @document /T (BOUGHT-SECTION) /K [@elem2 @elem3 @linkElem]>>'],
  ['elem2', '<</Type /StructElem /S /BoughtStyle /C /BoughtClass /P @sect /Pg @p2 /Alt (BOUGHT-ALT) /ID (bought-id) /A <</O /UserProperties /P [<</N (BOUGHT-PROPERTY) /V 1 /Back @bare>>]>> /K 0>>'],
  ['elem2b', '<</Type /StructElem /S /P /P @document /Pg @p2 /ActualText (SECRET-SPANNING-TEXT) /A [<</O /UserProperties /P [<</N (SECRET-PROPERTY) /V (SECRET-PROPERTY-VALUE)>>]>> 0 <</O /Table /Headers [(SECRET-HEADER)] /Summary (SECRET-PART-SUMMARY) /Scope /Row>>] /K [1 <</Type /MCR /Pg @p4 /MCID 0>>]>>'],
  ['elem3', '<</Type /StructElem /S /P /P @sect /K [<</Type /MCR /Pg @p3 /MCID 0>>]>>'],
  ['linkElem', '<</Type /StructElem /S /Link /P @sect /Pg @p2 /K [<</Type /OBJR /Obj @link3>> <</Type /OBJR /Obj @link1>>]>>'],
  ['elem4', '<</Type /StructElem /S /P /P @document /Pg @p4 /ID (SECRET-ELEMENT-ID) /ActualText (SECRET-ACTUAL) /E (SECRET-EXPANSION) /K 0>>'],
]
