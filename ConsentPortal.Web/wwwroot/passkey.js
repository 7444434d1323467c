// Passkeys on the pages in front of the portal. Without this file, or without a browser that knows passkeys, the forms stay hidden.
const knows = window.PublicKeyCredential?.parseRequestOptionsFromJSON && window.PublicKeyCredential.parseCreationOptionsFromJSON;

const ask = async form => {
  const answer = await fetch(form.dataset.options, { method: 'POST', body: new FormData(form) });
  if (answer.status === 422) throw new Error(await answer.text());
  if (!answer.ok) throw new Error(form.querySelector('[data-problem]').dataset.failed);
  const options = await answer.json();
  try {
    return form.dataset.passkey === 'create'
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  } catch { throw new Error(form.querySelector('[data-problem]').dataset.failed); }
};

for (const form of knows ? document.querySelectorAll('form[data-passkey]') : []) {
  form.hidden = false;
  for (const note of document.querySelectorAll('[data-no-passkeys]')) note.hidden = true;
  const problem = form.querySelector('[data-problem]'), button = form.querySelector('button');
  form.addEventListener('submit', async e => {
    e.preventDefault();
    problem.hidden = true;
    button.disabled = true;
    try {
      form.querySelector('[data-credential]').value = JSON.stringify((await ask(form)).toJSON());
      for (const secret of form.querySelectorAll('[type=password]')) secret.disabled = true; // it has done its work
      form.submit();
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
      button.disabled = false;
    }
  });
}
