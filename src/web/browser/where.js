/** Where the reader is: the heading last passed, marked in the contents; the chapter, brought into the column's view. */
const column = document.querySelector('.book-contents .fold')
const here = column?.querySelector('[aria-current="page"]')
if (here) column.scrollTop = here.offsetTop - column.clientHeight / 3

const links = new Map()
for (const link of document.querySelectorAll('.on-page a[href^="#"]')) {
  const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)))
  if (heading) links.set(heading, link)
}
const mark = () => {
  let passed = null
  for (const heading of links.keys())
    if (heading.getBoundingClientRect().top < innerHeight / 3) passed = heading
  for (const [heading, link] of links) {
    if (heading === passed) link.setAttribute('aria-current', 'location')
    else link.removeAttribute('aria-current')
  }
}
if (links.size > 0) {
  let due = false
  addEventListener(
    'scroll',
    () => {
      if (due) return
      due = true
      requestAnimationFrame(() => {
        due = false
        mark()
      })
    },
    { passive: true },
  )
}
