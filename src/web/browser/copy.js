/** Copies what stands before the button, and says so on the button itself. */
const offerCopies = (root) => {
  for (const button of navigator.clipboard ? root.querySelectorAll('button.copy') : []) {
    button.hidden = false
    const label = button.querySelector('span')
    const before = label.textContent
    button.addEventListener('click', async () => {
      const source = button.parentElement.querySelector('[data-copy-source]')
      await navigator.clipboard.writeText(source.textContent.trim())
      label.textContent = button.dataset.copied
      label.setAttribute('role', 'status')
      setTimeout(() => {
        label.textContent = before
        label.removeAttribute('role')
      }, 4000)
    })
  }
}

offerCopies(document)
document.addEventListener('added', ({ detail }) => offerCopies(detail))
