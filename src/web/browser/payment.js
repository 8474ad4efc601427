/** Waits for the payment service: asks how the order stands, and goes on as soon as it is decided. */
const waiting = document.querySelector('[data-payment]')
if (waiting) {
  let pause = 800
  const ask = async () => {
    const answer = await fetch(waiting.dataset.payment, { headers: { accept: 'application/json' } }).catch(
      () => null,
    )
    const told = answer?.ok ? await answer.json().catch(() => null) : null
    if (told?.open === false) return location.replace(waiting.dataset.payment.replace(/\.json$/, ''))
    pause = Math.min(pause * 1.3, 5000)
    setTimeout(ask, pause)
  }
  setTimeout(ask, pause)
}
