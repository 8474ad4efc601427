/** The reader's own size and width of the text, remembered by this browser and told to nobody. */
const read = (name) => {
  try {
    return localStorage.getItem(`reading-${name}`)
  } catch {
    return null
  }
}
const write = (name, value) => {
  try {
    localStorage.setItem(`reading-${name}`, value)
  } catch {
    // A browser that keeps nothing still shows it.
  }
}

for (const group of document.querySelectorAll('[data-setting]')) {
  const name = group.dataset.setting
  const choose = (value) => {
    document.documentElement.dataset[name] = value
    for (const button of group.querySelectorAll('button'))
      button.setAttribute('aria-pressed', String(button.value === value))
  }
  choose(read(name) ?? 'normal')
  group.hidden = false
  group.addEventListener('click', (event) => {
    const button = event.target.closest('button')
    if (!button) return
    choose(button.value)
    write(name, button.value)
  })
}
