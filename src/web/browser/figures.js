/** A picture that is larger than its place can be seen at its own size. */
const enlarge = (image) => {
  const figure = image.closest('figure')
  const { enlarge: open, close } = image.closest('[data-text]').dataset
  if (!figure || figure.querySelector('.enlarge') || image.naturalWidth <= image.clientWidth * 1.15) return
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'quiet enlarge'
  button.innerHTML = '<span></span>'
  button.firstChild.textContent = open
  button.addEventListener('click', () => {
    const dialog = document.createElement('dialog')
    dialog.className = 'enlarged'
    dialog.setAttribute('aria-label', image.alt || open)
    dialog.innerHTML = '<form method="dialog"><button class="quiet"><span></span></button></form><img>'
    dialog.querySelector('span').textContent = close
    const large = dialog.querySelector('img')
    large.src = image.currentSrc
    large.alt = image.alt
    dialog.addEventListener('close', () => dialog.remove())
    document.body.append(dialog)
    dialog.showModal()
  })
  figure.append(button)
}

for (const image of document.querySelectorAll('[data-text] figure img')) {
  if (image.complete) enlarge(image)
  image.addEventListener('load', () => enlarge(image))
}
