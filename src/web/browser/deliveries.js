/** The page of a delivery follows it: told that something happened, it takes what changed from its own address. */
const live = document.querySelector('[data-delivery]')
const look = async () => {
  const answer = await fetch(location.pathname)
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const next = page.getElementById('delivery')
  if (!answer.ok || !next) return
  const status = live.querySelector('[role="status"]')
  const told = next.querySelector('[role="status"]')
  // The words that are heard stay the same element, or nobody would hear them change.
  if (status.textContent !== told.textContent) status.textContent = told.textContent
  status.className = told.className
  const focused = document.activeElement?.closest('form')?.action
  const rest = [...next.childNodes].filter((node) => node !== told)
  for (const node of [...live.childNodes]) if (node !== status) node.remove()
  live.append(...rest.map((node) => document.adoptNode(node)))
  for (const hint of live.querySelectorAll('.delivery-live')) hint.hidden = false
  if (focused)
    [...live.querySelectorAll('form')]
      .find(({ action }) => action === focused)
      ?.querySelector('button')
      .focus()
}

if (live) {
  const events = new EventSource(live.dataset.delivery)
  let waiting = 0
  const soon = () => {
    waiting ||= setTimeout(() => {
      waiting = 0
      look().catch(() => {})
    }, 400)
  }
  live.querySelector('.delivery-live').hidden = false
  events.addEventListener('message', soon)
  events.addEventListener('end', () => {
    events.close()
    soon()
  })
}
