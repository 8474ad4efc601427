/** A name that Dropbox takes and every computer it is synchronised to can write. */

const MOST_BYTES = 200
/** Windows has other plans for them. */
const RESERVED =
  /^(con|prn|aux|nul|com\d|lpt\d|desktop\.ini|thumbs\.db|\.ds_store|icon\r|\.dropbox.*|~\$.*|\.~.*)(\.|$)/i

/** `nth`: 0, or which further one where the name is taken by something else: “… (1).epub”. */
export function toDropboxName(fileName: string, nth = 0): string {
  const clean = fileName
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}]/gu, '')
    .replaceAll(/[<>:"/\\|?*]/g, '-')
    .trim()
  const [, stem = '', ending = ''] = /^(.*?)(\.[A-Za-z0-9]{1,8})?$/s.exec(clean) ?? []
  const number = nth === 0 ? '' : ` (${nth})`
  const short = shorten(stem, MOST_BYTES - ending.length - number.length).replace(/[. ]+$/, '')
  const safe = short === '' || RESERVED.test(`${short}${ending}`) ? `file ${short}`.trim() : short
  return `${safe}${number}${ending}`
}

function shorten(text: string, bytes: number): string {
  const encoder = new TextEncoder()
  let [kept, size] = ['', 0]
  for (const sign of text) {
    size += encoder.encode(sign).length
    if (size > bytes) break
    kept += sign
  }
  return kept
}
