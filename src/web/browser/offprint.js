/** A printed page says on which day it was taken. */
addEventListener('beforeprint', () => {
  for (const place of document.querySelectorAll('[data-accessed]')) {
    const time = place.querySelector('time')
    time.dateTime = new Date().toISOString().slice(0, 10)
    time.textContent = new Date().toLocaleDateString(document.documentElement.lang.replace(/^en$/, 'en-GB'), {
      dateStyle: 'long',
    })
    place.hidden = false
  }
})
