/**
 * A page as bytes. A page is put together of hundreds of strings: to be measured first and written then, as `Buffer.from` has
 * it, such a string is gone through three times. Into a room that is large enough it is written at once.
 */
const ROOM = 1 << 18
/** Of UTF-8, for one unit of a string. */
const WIDEST = 3

const room = Buffer.allocUnsafeSlow(ROOM)

export const toBytes = (text: string): Buffer =>
  text.length * WIDEST > ROOM ? Buffer.from(text) : Buffer.from(room.subarray(0, room.write(text)))
