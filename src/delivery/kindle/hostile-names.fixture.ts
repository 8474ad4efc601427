/** Names with which somebody might reach another header, another recipient or another host. */
const SIGNS = [
  ...['\r\n', '\n', '\r', '\0', ' ', ',', ';', ':', '<', '>', '"', '(', ')', '\\', '%0d%0a', '+', '@', '|'],
  ...['\u2028', '\uff20', '\u202e', '..', '.'],
]
const HARMS = [
  ...['Bcc: evil@x.example', 'evil@x.example', 'kindle.com', 'x.example', 'RCPT TO:<evil@x.example>'],
  ...['name', 'é', '\ud800'],
]

export const HOSTILE_NAMES: readonly string[] = SIGNS.flatMap((sign) =>
  HARMS.flatMap((harm) => [`ines${sign}${harm}`, `${harm}${sign}ines@kindle.com`]),
)
