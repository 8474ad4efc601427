/**
 * Books that were made to harm: the archive lies, the markup explodes, the content calls home or runs. Each is named for
 * its trick and says how it must end: `refused` (a sentence, nothing read) or `inert` (read, and nothing of it alive).
 * `CANARY` is an address that must never be asked for; `ALIVE` a global that no script may set.
 */
import { randomBytes } from 'node:crypto'
import { crc32, deflateRawSync } from 'node:zlib'
import { type RawEntry, rawZip } from './raw-zip.ts'

export const CANARY = 'http://127.0.0.1:9/canary'
export const ALIVE = 'window.chapterhouseWasEntered=1'

export type HostileEpub = {
  readonly name: string
  readonly ends: 'refused' | 'inert'
  readonly bytes: () => Buffer
}

const CONTAINER = `<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`

const OPF = (manifest = '', spine = '', prologue = '', title = 'A hostile book') => `<?xml version="1.0"?>${prologue}
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:uuid:5f8f2a44-3f0b-4f43-9d0b-5b6d2f2f1a10</dc:identifier><dc:title>${title}</dc:title><dc:language>en</dc:language><meta property="dcterms:modified">2026-01-01T00:00:00Z</meta></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="c1" href="c1.xhtml" media-type="application/xhtml+xml"/>${manifest}</manifest>
<spine><itemref idref="c1"/>${spine}</spine></package>`

const NAV = `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>Contents</title></head><body><nav epub:type="toc"><ol><li><a href="c1.xhtml">The chapter</a></li></ol></nav></body></html>`

const page = (body: string, head = '', prologue = '') =>
  `${prologue}<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en"><head><title>The chapter</title>${head}</head><body><h1>The chapter</h1><p>An honest paragraph before.</p>${body}<p>An honest paragraph after.</p></body></html>`

const text = (name: string, content: string): RawEntry => ({ name, bytes: Buffer.from(content) })

const BASE: readonly RawEntry[] = [
  { name: 'mimetype', bytes: Buffer.from('application/epub+zip'), stored: true },
  text('META-INF/container.xml', CONTAINER),
]

/** A sound book around one chapter. */
const book = (chapter: string, opf = OPF(), more: readonly RawEntry[] = []) =>
  rawZip([...BASE, text('book.opf', opf), text('nav.xhtml', NAV), text('c1.xhtml', chapter), ...more])

/** A sound book with something wrong about the archive. */
const archive = (more: readonly RawEntry[]) => book(page(''), OPF(), more)

const zeros = (megabytes: number) => Buffer.alloc(megabytes * 1024 * 1024)

const SIXTY_FOUR = zeros(64)
const PACKED = deflateRawSync(SIXTY_FOUR)
const SUM = crc32(SIXTY_FOUR)

/** 64 MB of zeros in 64 KB. */
const bomb = (name: string): RawEntry => ({
  name,
  bytes: Buffer.alloc(0),
  packed: PACKED,
  claims: { crc: SUM, size: SIXTY_FOUR.length },
})

const refused = (name: string, bytes: () => Buffer): HostileEpub => ({ name, ends: 'refused', bytes })
/** A book of its own: with one identifier for all they would be versions of each other. */
const inert = (name: string, body: string, head = ''): HostileEpub => ({
  name,
  ends: 'inert',
  bytes: () => book(page(body, head), OPF().replace('urn:uuid:5f8f2a44', `urn:${name}`)),
})

const LAUGHS = `<!DOCTYPE package [<!ENTITY a "ha">${'bcdefghijklm'
  .split('')
  .map((letter, i) => `<!ENTITY ${letter} "${`&${'abcdefghijklm'[i]};`.repeat(10)}">`)
  .join('')}]>`

export const HOSTILE_EPUBS: readonly HostileEpub[] = [
  // Archives that lie
  refused('not-a-zip', () => randomBytes(4096)),
  refused('empty-file', () => Buffer.alloc(0)),
  refused('truncated-in-the-middle', () => archive([]).subarray(0, 700)),
  refused('bomb-of-two-gigabytes', () =>
    archive(Array.from({ length: 32 }, (_, i) => bomb(`z${i}.bin`))),
  ),
  refused('bomb-in-the-chapter', () => rawZip([...BASE, text('book.opf', OPF()), text('nav.xhtml', NAV), bomb('c1.xhtml')])),
  refused('overlapping-entries', () =>
    archive([
      { name: 'first.bin', bytes: zeros(1) },
      ...Array.from({ length: 300 }, (_, i): RawEntry => ({ name: `again${i}.bin`, bytes: zeros(1), sharesDataOf: 5 })),
    ]),
  ),
  refused('lies-that-it-is-small', () =>
    rawZip([...BASE, text('book.opf', OPF()), text('nav.xhtml', NAV), { name: 'c1.xhtml', bytes: zeros(40), claims: { size: 100 } }]),
  ),
  refused('wrong-checksum', () => rawZip([...BASE, { ...text('book.opf', OPF()), claims: { crc: 1 } }, text('nav.xhtml', NAV), text('c1.xhtml', page(''))])),
  refused('climbs-out-of-the-folder', () => archive([text('../../../../tmp/chapterhouse-slip.txt', 'out')])),
  refused('climbs-out-by-backslash', () => archive([text('..\\..\\slip.txt', 'out')])),
  refused('absolute-name', () => archive([text('/etc/chapterhouse-slip', 'out')])),
  refused('drive-letter', () => archive([text('C:/slip.txt', 'out')])),
  refused('nul-in-a-name', () => archive([text('slip\u0000.xhtml', 'out')])),
  refused('symbolic-link', () => archive([{ name: 'passwords', bytes: Buffer.from('/etc/passwd'), stored: true, claims: { attributes: 0xa1ff0000 } }])),
  refused('two-entries-of-one-name', () => archive([text('c1.xhtml', page('<p>The other one</p>'))])),
  refused('encrypted-by-zip', () => archive([{ ...text('secret.xhtml', page('')), claims: { flags: 0x0801 } }])),
  refused('several-disks', () => rawZip([...BASE, text('book.opf', OPF())], { disk: 2 })),
  refused('unknown-compression', () => rawZip([...BASE, { ...text('book.opf', OPF()), claims: { method: 97 } }])),
  refused('seventy-thousand-entries', () => archive(Array.from({ length: 70_000 }, (_, i) => ({ name: `e${i}`, bytes: Buffer.alloc(0), stored: true })))),
  refused('no-package', () => rawZip(BASE)),
  refused('container-leads-outside', () =>
    rawZip([BASE[0] as RawEntry, text('META-INF/container.xml', CONTAINER.replace('book.opf', '../../etc/passwd'))]),
  ),
  // Markup that explodes
  refused('billion-laughs-in-the-package', () => book(page(''), OPF('', '', LAUGHS, '&m;'))),
  refused('quadratic-blow-up', () =>
    book(page(''), OPF('', '', `<!DOCTYPE package [<!ENTITY a "${'a'.repeat(60_000)}">]>`, '&a;'.repeat(60_000))),
  ),
  {
    name: 'external-entity-in-the-package',
    ends: 'inert',
    bytes: () => book(page(''), OPF('', '', '<!DOCTYPE package [<!ENTITY x SYSTEM "file:///etc/passwd">]>', '&x;')),
  },
  refused('hundred-thousand-elements-deep', () => book(page(''), OPF('', '', '', '').replace('</package>', `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}</package>`))),
  {
    name: 'billion-laughs-in-the-chapter',
    ends: 'inert',
    bytes: () => book(page('<p>&m;</p>', '', LAUGHS.replace('DOCTYPE package', 'DOCTYPE html'))),
  },
  {
    name: 'chapter-hundred-thousand-elements-deep',
    ends: 'inert',
    bytes: () => book(page(`${'<div>'.repeat(100_000)}deep${'</div>'.repeat(100_000)}`)),
  },
  {
    name: 'external-entity-in-the-chapter',
    ends: 'inert',
    bytes: () => book(page('<p>&x;</p>', '', '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>')),
  },
  {
    name: 'document-type-from-afar',
    ends: 'inert',
    bytes: () => book(page('', '', `<!DOCTYPE html SYSTEM "${CANARY}/dtd">`)),
  },
  {
    name: 'fallbacks-in-a-circle',
    ends: 'inert',
    bytes: () =>
      book(
        page(''),
        OPF('<item id="f1" href="f1.xyz" media-type="x/y" fallback="f2"/><item id="f2" href="f2.xyz" media-type="x/y" fallback="f1"/>', '<itemref idref="f1"/>'),
        [text('f1.xyz', 'x'), text('f2.xyz', 'x')],
      ),
  },
  {
    name: 'spine-of-fifty-thousand-repetitions',
    ends: 'inert',
    bytes: () => book(page(''), OPF('', '<itemref idref="c1"/>'.repeat(50_000))),
  },
  // Content that runs
  inert('script-element', `<script>${ALIVE}</script><script src="${CANARY}/s.js"></script>`),
  inert('handlers-on-everything', `<p onclick="${ALIVE}" onmouseover="${ALIVE}">p</p><img src="x.png" alt="" onerror="${ALIVE}"/><details ontoggle="${ALIVE}" open="open"><summary>s</summary></details>`),
  inert(
    'javascript-links',
    `<a href="javascript:${ALIVE}">a</a> <a href=" &#x6A;avascript:${ALIVE}">b</a> <a href="java&#9;script:${ALIVE}">c</a> <a href="JAVASCRIPT:${ALIVE}">d</a> <a href="vbscript:x">e</a> <a href="data:text/html,%3Cscript%3E${encodeURIComponent(ALIVE)}%3C/script%3E">f</a>`,
  ),
  inert(
    'scripts-in-svg',
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="10" onload="${ALIVE}"><script>${ALIVE}</script><a xlink:href="javascript:${ALIVE}"><text>t</text></a><set attributeName="href" to="javascript:${ALIVE}"/><animate attributeName="xlink:href" values="javascript:${ALIVE}"/><foreignObject width="9" height="9"><iframe xmlns="http://www.w3.org/1999/xhtml" srcdoc="&lt;script>${ALIVE}&lt;/script>"></iframe></foreignObject><use href="${CANARY}/u.svg#x"/><image href="${CANARY}/i.png"/></svg>`,
  ),
  inert(
    'scripts-in-mathml',
    `<math xmlns="http://www.w3.org/1998/Math/MathML" href="javascript:${ALIVE}"><maction actiontype="statusline" href="javascript:${ALIVE}"><mi>x</mi><mtext>y</mtext></maction><annotation-xml encoding="text/html"><img xmlns="http://www.w3.org/1999/xhtml" src="x" onerror="${ALIVE}"/></annotation-xml></math>`,
  ),
  inert('frames-and-plug-ins', `<iframe src="file:///etc/passwd"></iframe><object data="${CANARY}/o"><p>in place of it</p></object><embed src="${CANARY}/e"/><iframe srcdoc="&lt;script>parent.${ALIVE}&lt;/script>"></iframe>`),
  inert('forms-that-post-elsewhere', `<form action="${CANARY}/f" method="post"><input name="password" autofocus="autofocus" onfocus="${ALIVE}"/><button formaction="javascript:${ALIVE}">Send</button></form>`),
  inert('refresh-and-base', '<p>t</p>', `<meta http-equiv="refresh" content="0;url=${CANARY}/r"/><base href="${CANARY}/"/>`),
  inert(
    'style-that-calls-home',
    `<p style="background:url(${CANARY}/b.png);behavior:url(${CANARY}/h)">t</p><style>p{background:url(${CANARY}/c.png)}</style>`,
    `<link rel="stylesheet" href="${CANARY}/s.css"/><style>@import "${CANARY}/i.css"; @font-face{font-family:x;src:url(${CANARY}/f.woff2)}</style><link rel="prefetch" href="${CANARY}/p"/>`,
  ),
  inert(
    'pictures-that-call-home',
    `<img src="${CANARY}/a.png" alt="a"/><img srcset="${CANARY}/b.png 2x" src="//127.0.0.1:9/canary/c.png" alt="b"/><picture><source srcset="${CANARY}/d.webp"/><img src="x.png" alt="d"/></picture><video poster="${CANARY}/e.png" src="${CANARY}/e.mp4" autoplay="autoplay"></video><audio src="${CANARY}/f.mp3" autoplay="autoplay"></audio>`,
  ),
  inert('breaks-out-of-attributes', `<p title='"&gt;&lt;script&gt;${ALIVE}&lt;/script&gt;' id="x&quot; onclick=&quot;${ALIVE}" lang="en&quot; onload=&quot;${ALIVE}">t</p><img alt="&quot;&gt;&lt;img src=x onerror=${ALIVE}&gt;" src="x.png"/>`),
  inert('closes-our-elements', '<p>&lt;/main&gt;&lt;/body&gt; &lt;!-- </p><p>--&gt; ]]&gt; </p>'),
  {
    name: 'script-in-the-title',
    ends: 'inert',
    bytes: () => book(page(''), OPF('', '', '', `&lt;script>${ALIVE}&lt;/script> &lt;/script> "quoted"`)),
  },
]
