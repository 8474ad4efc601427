/** Single values as operators write them; null: it is none. */
import { LOG_LEVELS, type LogLevel } from '../log.ts'
import { parseMailAddress } from '../mail/mail-message.ts'

export function parseDatabaseUrl(text: string): string | null {
  return /^postgres(ql)?:\/\//.test(text) && URL.canParse(text) ? text : null
}

export function parseSmtpUrl(text: string): string | null {
  return /^smtps?:\/\//.test(text) && URL.canParse(text) ? text : null
}

export function parseHosts(text: string): readonly string[] | null {
  const hosts = text
    .toLowerCase()
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
  const isHost = (one: string) => /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/.test(one)
  return hosts.length > 0 && hosts.every(isHost) ? [...new Set(hosts)] : null
}

export function parsePlainAddress(text: string): string | null {
  return text.includes('+') ? null : parseMailAddress(text)
}

export function parseListen(text: string): string | null {
  const [, port = ''] = /^(?:\[[0-9a-fA-F:]+\]|[\w.-]+):(\d{1,5})$/.exec(text) ?? []
  return port !== '' && Number(port) <= 65_535 ? text : null
}

export function parseJsonList(text: string): string | null {
  try {
    return Array.isArray(JSON.parse(text)) ? text : null
  } catch {
    return null
  }
}

export function parseOrigin(text: string): string | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  const bare = url.pathname === '/' && url.search === '' && url.hash === '' && url.username === ''
  return /^https?:$/.test(url.protocol) && bare ? url.origin : null
}

export function parseLogLevel(text: string): LogLevel | null {
  return LOG_LEVELS.find((level) => level === text) ?? null
}

export function parseYesNo(text: string): boolean | null {
  if (/^(yes|true|on|1)$/i.test(text)) return true
  return /^(no|false|off|0)$/i.test(text) ? false : null
}
