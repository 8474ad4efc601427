declare module 'edtf' {
  /** Milliseconds since 1970; null: unknown; infinite: open. Throws when it cannot be read. */
  export default function edtf(text: string): { readonly min: number | null; readonly max: number | null }
}
