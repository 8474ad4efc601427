/**
 * Notes beside the text on a wide screen, open in place under it on a narrow one. Without this they stand at the end, and
 * every reference is a link to its note and back.
 */
const text = document.querySelector('[data-text]')
const wide = matchMedia('(min-width: 75rem)')

const referenceOf = (target) => target.closest?.('a[role~="doc-noteref"][href^="#"]')
const noteOf = (reference) => document.getElementById(decodeURIComponent(reference.hash.slice(1)))

/** What a note says, without the addresses that only the note itself may bear. */
const wordsOf = (note) => {
  const words = note.cloneNode(true)
  for (const back of words.querySelectorAll('[role~="doc-backlink"]')) back.remove()
  for (const named of words.querySelectorAll('[id]')) named.removeAttribute('id')
  return [...words.childNodes]
}

const element = (name, attributes, ...children) => {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

/** Hidden from assistive technology, which has the note itself one link away: nobody hears it twice. */
const hangInMargin = () => {
  if (!wide.matches || text.dataset.hung || text.matches('[class*="writing-"]')) return
  text.dataset.hung = 'yes'
  const hung = new Set()
  for (const reference of text.querySelectorAll('a[role~="doc-noteref"]')) {
    const note = noteOf(reference)
    if (!note || hung.has(note) || reference.closest('table, figure, h2, h3, h4, h5, h6')) continue
    hung.add(note)
    const mark = reference.textContent.trim()
    const words = wordsOf(note)
    // A note with a star of its own needs no second one.
    const bearsIt = /^\D+$/.test(mark) && note.textContent.trim().startsWith(mark)
    const number = bearsIt ? '' : element('span', { class: 'side-note-number' }, mark)
    const side = element('span', { class: 'side-note', 'aria-hidden': 'true' }, number, ...words)
    for (const link of side.querySelectorAll('a')) link.tabIndex = -1
    ;(reference.closest('sup') ?? reference).after(side)
  }
}

const openInPlace = (reference) => {
  const block = reference.closest('p, li, dd, figcaption, blockquote, table, h2, h3, h4, h5, h6') ?? reference
  const place = reference.closest('.table') ?? block
  const close = () => {
    opened.remove()
    reference.focus()
  }
  const button = element(
    'button',
    { type: 'button', class: 'quiet' },
    element('span', {}, text.dataset.close),
  )
  const link = element('a', { href: reference.hash }, text.dataset.toNote)
  const opened = element(
    'aside',
    { class: 'note-open', tabindex: '-1' },
    ...wordsOf(noteOf(reference)),
    element('p', {}, button, ' ', link),
  )
  opened.setAttribute('aria-label', reference.textContent.trim())
  button.addEventListener('click', close)
  opened.addEventListener('keydown', (event) => event.key === 'Escape' && close())
  text.querySelector('.note-open')?.remove()
  place.after(opened)
  opened.focus({ preventScroll: true })
  opened.scrollIntoView({ block: 'nearest' })
}

if (text) {
  const hang = () => (window.requestIdleCallback ?? setTimeout)(hangInMargin)
  wide.addEventListener('change', hang)
  hang()
  text.addEventListener('click', (event) => {
    const reference = referenceOf(event.target)
    if (!reference || wide.matches || event.metaKey || event.ctrlKey || event.shiftKey || !noteOf(reference))
      return
    event.preventDefault()
    openInPlace(reference)
  })
}
