/**
 * What the administrator of an EZproxy pastes into `config.txt`. Forms sent to this site carry the page they come from in the
 * header Origin, which EZproxy has to rewrite as it rewrites addresses.
 */
export type ProxiedSite = {
  readonly name: string
  /** `https://books.example.org` */
  readonly origin: string
  /** Those of presses with a host of their own. */
  readonly others: readonly string[]
}

export function renderEzproxyStanza({ name, origin, others }: ProxiedSite): string {
  const origins = [...new Set([origin, ...others])]
  return [
    `Title ${name.replace(/\s+/g, ' ').trim()}`,
    'HTTPHeader -request -process Origin',
    `URL ${origin}/`,
    ...origins.map((each) => `HJ ${each}`),
    ...[...new Set(origins.map((each) => new URL(each).hostname))].map((host) => `DJ ${host}`),
    '',
  ].join('\n')
}
