/**
 * The readable half of an address: decoration only, an id decides. Latin letters lose their marks; a title in
 * another script keeps its letters, since browsers show them.
 */
export function toSlug(text: string): string {
  const words = text
    .normalize('NFKD')
    .replace(/\p{Mn}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[’'`]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  let slug = ''
  for (const word of words) {
    if (slug !== '' && slug.length + word.length >= 60) break
    slug = slug === '' ? word.slice(0, 60) : `${slug}-${word}`
  }
  return slug === '' ? 'untitled' : slug
}
