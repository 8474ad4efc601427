/** The parser of css-tree alone: the whole library also loads its dictionary of properties, which nothing here asks for. */
declare module 'css-tree/parser' {
  import type { CssNode, ParseOptions } from 'css-tree'

  export default function parse(text: string, options?: ParseOptions): CssNode
}
