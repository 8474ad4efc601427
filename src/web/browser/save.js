/** "Save to …" opens over the page it belongs to. Without this, or opened in another tab, it is a page of its own. */
for (const list of document.querySelectorAll('[data-saves]'))
  list.addEventListener('click', (event) => {
    const link = event.target.closest('a')
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    void openDialog(link, list.dataset)
  })

const openDialog = async (link, { close, loading, failed }) => {
  const dialog = document.createElement('dialog')
  dialog.className = 'save-dialog'
  dialog.setAttribute('aria-label', link.textContent.trim())
  dialog.innerHTML =
    '<form method="dialog"><button class="quiet"><span></span></button></form><div aria-live="polite"></div>'
  dialog.querySelector('span').textContent = close
  const body = dialog.lastChild
  body.textContent = loading
  dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close())
  dialog.addEventListener('close', () => {
    dialog.remove()
    link.focus()
  })
  document.body.append(dialog)
  dialog.showModal()
  try {
    const answer = await fetch(link.href)
    const page = new DOMParser()
      .parseFromString(await answer.text(), 'text/html')
      .querySelector('[data-save]')
    if (!answer.ok || !page) throw new Error(answer.statusText)
    const heading = document.createElement('h2')
    const old = page.querySelector('h1')
    heading.id = 'save-heading'
    heading.append(...old.childNodes)
    old.replaceWith(heading)
    body.removeAttribute('aria-live')
    body.replaceChildren(document.adoptNode(page))
    dialog.removeAttribute('aria-label')
    dialog.setAttribute('aria-labelledby', heading.id)
    document.dispatchEvent(new CustomEvent('added', { detail: body }))
  } catch {
    const way = document.createElement('a')
    way.href = link.href
    way.textContent = link.textContent.trim()
    body.replaceChildren(failed, ' ', way)
  }
}
