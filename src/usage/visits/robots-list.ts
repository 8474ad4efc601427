/**
 * What programs call themselves that fetch pages for no reader of the moment. A short list of kinds, not of names: whoever is
 * honest says one of these words. No user agent at all is a program, too.
 */
export const ROBOTS: readonly RegExp[] = [
  // “Cubot” is a maker of telephones.
  /(?<!cu)bot\b/i,
  /bot[/;+_-]/i,
  /crawl|spider|slurp|scrap(er|y)|harvest|archiver|indexer|validator|checker/i,
  /monitor|uptime|pingdom|probe|preview|prefetch|prerender|lighthouse|headless/i,
  /\b(curl|wget|httpie|libwww|lwp|okhttp|axios|undici|node-fetch|got|guzzle|aiohttp|httpx?|urllib\d?|mechanize)\b/i,
  /python-|go-http-client|java\/|apache-httpclient|\bruby\b|\bperl\b|php\/|libcurl|winhttp/i,
  /\b(feed|rss|reader)(fetcher|burner|parser)/i,
  /^.{0,4}$/,
]
