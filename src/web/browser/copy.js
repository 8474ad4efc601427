/** Copies what stands before the button, and says so on the button itself. */
for (const button of document.querySelectorAll('button.copy')) {
  if (!navigator.clipboard) break
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
