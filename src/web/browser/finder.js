/**
 * Lists institutions while their name is being typed (WAI-ARIA, combobox with a listbox). Without it the form asks for a page
 * with the same list.
 */
const SHORTEST = 1

for (const form of document.querySelectorAll('form[data-finder]')) {
  const field = form.querySelector('input[name="q"]')
  const list = document.createElement('ul')
  const said = document.createElement('p')
  list.id = `${field.id}-list`
  list.className = 'finder-list'
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', form.querySelector(`label[for="${field.id}"]`).textContent)
  list.hidden = true
  said.className = 'label finder-said'
  said.setAttribute('role', 'status')
  field.after(list, said)
  for (const [name, value] of [
    ['role', 'combobox'],
    ['aria-autocomplete', 'list'],
    ['aria-controls', list.id],
    ['aria-expanded', 'false'],
  ])
    field.setAttribute(name, value)

  let asking = null
  let waiting = 0
  let at = -1

  const options = () => [...list.children]
  const show = (open) => {
    list.hidden = !open
    field.setAttribute('aria-expanded', String(open))
    if (!open) mark(-1)
  }
  const mark = (next) => {
    at = next
    for (const [i, option] of options().entries()) {
      option.setAttribute('aria-selected', String(i === at))
      if (i === at) option.scrollIntoView({ block: 'nearest' })
    }
    if (at < 0) field.removeAttribute('aria-activedescendant')
    else field.setAttribute('aria-activedescendant', options()[at].id)
  }
  const go = (option) => location.assign(option.dataset.href)

  const fill = (answer) => {
    list.replaceChildren(
      ...answer.institutions.map((institution, i) => {
        const option = document.createElement('li')
        const name = document.createElement('span')
        const aside = document.createElement('span')
        option.id = `${list.id}-${i}`
        option.dataset.href = institution.href
        option.setAttribute('role', 'option')
        option.setAttribute('aria-selected', 'false')
        name.textContent = institution.name
        aside.className = 'label'
        aside.textContent = [institution.where, institution.also].filter(Boolean).join(' · ')
        option.append(name, ' ', aside)
        return option
      }),
    )
    said.textContent = answer.said
    show(answer.institutions.length > 0)
  }

  const ask = async () => {
    asking?.abort()
    const text = field.value.trim()
    if (text.length < SHORTEST) {
      said.textContent = ''
      show(false)
      return
    }
    asking = new AbortController()
    const query = new URLSearchParams(new FormData(form))
    try {
      const response = await fetch(`${form.dataset.finder}?${query}`, { signal: asking.signal })
      if (response.ok) fill(await response.json())
    } catch {
      // Another letter was typed, or the network is away: the button still asks for the page.
    }
  }

  field.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(ask, 150)
  })
  field.addEventListener('keydown', (event) => {
    const { length } = list.children
    if (event.isComposing) return
    if (event.key === 'Escape' && !list.hidden) show(false)
    else if (event.key === 'Enter' && at >= 0) go(options()[at])
    else if (event.key === 'ArrowDown' && length > 0) {
      const open = !list.hidden
      show(true)
      mark(open ? (at + 1) % length : 0)
    } else if (event.key === 'ArrowUp' && length > 0) {
      show(true)
      mark(at <= 0 ? length - 1 : at - 1)
    } else return
    event.preventDefault()
  })
  // Before the field loses the focus and the list goes.
  list.addEventListener('pointerdown', (event) => event.preventDefault())
  list.addEventListener('click', (event) => {
    const option = event.target.closest('[role="option"]')
    if (option) go(option)
  })
  field.addEventListener('blur', () => show(false))
}
