/**
 * Passkeys, where the browser has them: a form that says which is shown, and its button asks the device. All that is said to the
 * reader stands in the page already.
 */
const send = async (address, body) => {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: answer.status, ok: answer.ok, told: await answer.json().catch(() => ({})) }
}

const complain = (form) => {
  form.querySelector('.problem')?.remove()
  const line = document.createElement('p')
  line.className = 'problem'
  line.setAttribute('role', 'alert')
  line.textContent = form.dataset.failed
  form.prepend(line)
}

const signIn = async (form) => {
  const asked = await send(form.dataset.options, {})
  if (!asked.ok) return complain(form)
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(asked.told)
  const credential = await navigator.credentials.get({ publicKey })
  const to = form.elements.to.value
  const done = await send(form.dataset.finish, { response: credential.toJSON(), to })
  if (done.ok) location.assign(done.told.to)
  else complain(form)
}

const add = async (form) => {
  const asked = await send(form.dataset.options, {})
  if (asked.status === 401) return location.assign(form.dataset.again)
  if (!asked.ok) return complain(form)
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(asked.told)
  const credential = await navigator.credentials.create({ publicKey })
  const done = await send(form.dataset.finish, { response: credential.toJSON() })
  if (done.ok) location.assign(form.dataset.done)
  else complain(form)
}

if (window.PublicKeyCredential?.parseRequestOptionsFromJSON)
  for (const form of document.querySelectorAll('form[data-passkey]')) {
    form.hidden = false
    form.addEventListener('submit', async (event) => {
      event.preventDefault()
      const act = form.dataset.passkey === 'add' ? add : signIn
      await act(form).catch((error) => {
        // A reader who closes the browser's question has changed his mind; nothing has to be said.
        if (error.name !== 'NotAllowedError' && error.name !== 'AbortError') complain(form)
      })
    })
  }
