/** A closed notice stays closed for the session, and the focus goes on to the page. */
const notice = document.querySelector('dialog.notice')
const key = `notice ${notice?.textContent.trim()}`
try {
  if (notice && sessionStorage.getItem(key)) notice.close()
} catch {
  // A browser that keeps nothing shows it again.
}
notice?.querySelector('form').addEventListener('submit', () => {
  try {
    sessionStorage.setItem(key, 'closed')
  } catch {
    // As above.
  }
  requestAnimationFrame(() => document.getElementById('main').focus({ preventScroll: true }))
})
