/**
 * The console, a little more lively: how much of the files has been sent, and how far reading them is. Without it the form
 * sends itself, and a link looks again.
 */
for (const form of document.querySelectorAll('form[data-upload]')) {
  const input = form.querySelector('input[type="file"]')
  const drop = form.querySelector('.drop')
  const said = form.querySelector('.upload-said')
  for (const [name, over] of [
    ['dragenter', true],
    ['dragover', true],
    ['dragleave', false],
    ['drop', false],
  ])
    drop.addEventListener(name, (event) => {
      event.preventDefault()
      drop.classList.toggle('over', over)
      if (name !== 'drop' || event.dataTransfer.files.length === 0) return
      input.files = event.dataTransfer.files
    })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const bar = document.createElement('progress')
    bar.max = 100
    bar.setAttribute('aria-label', form.dataset.sending)
    said.replaceChildren(`${form.dataset.sending} `, bar)
    const sending = new XMLHttpRequest()
    sending.upload.addEventListener('progress', ({ loaded, total }) => {
      bar.value = total > 0 ? (100 * loaded) / total : 0
    })
    sending.upload.addEventListener('load', () => said.replaceChildren(form.dataset.sent))
    sending.addEventListener('load', () => {
      // Where the answer leads to; a form with a problem comes back as a page at the form's own address.
      if (sending.status < 400) location.assign(sending.responseURL)
      else {
        const page = new DOMParser().parseFromString(sending.responseText, 'text/html')
        const main = page.querySelector('main')
        if (main === null) form.submit()
        else {
          const kept = input.files
          document.querySelector('main').replaceWith(main)
          document.querySelector('main [role="alert"]')?.setAttribute('tabindex', '-1')
          document.querySelector('main [role="alert"]')?.focus()
          const again = document.querySelector('form[data-upload] input[type="file"]')
          if (again) again.files = kept
        }
      }
    })
    sending.addEventListener('error', () => form.submit())
    sending.open('POST', form.action)
    sending.send(new FormData(form))
  })
}

for (const live of document.querySelectorAll('[data-live]')) {
  const events = new EventSource(live.dataset.live)
  events.addEventListener('progress', ({ data }) => {
    const { percent, what } = JSON.parse(data)
    const bar = live.querySelector('progress')
    const said = live.querySelector('[role="status"]')
    if (bar) bar.value = percent
    if (said && said.textContent !== (what ?? '')) said.textContent = what ?? ''
  })
  events.addEventListener('done', () => {
    events.close()
    location.reload()
  })
}
