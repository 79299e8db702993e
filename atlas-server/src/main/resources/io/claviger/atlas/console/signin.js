// Signs in. Only the signer of the client holds the private key.

import { Client } from './client.js';

const REFUSED = 'The server does not accept this key. Check both halves; the key may also be disabled or expired.';

/** Calls back with the client of a key, and with what the server says of it, when the server accepts the key. */
export function wireSignIn(form, trouble, begin) {
  const { publicKey, privateKey } = form.elements;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (form.ariaBusy === 'true') return;
    form.ariaBusy = 'true';
    trouble.textContent = '';
    const name = publicKey.value.trim();
    const client = new Client(name, privateKey.value.trim());
    privateKey.value = '';
    try {
      const me = await ask(client);
      form.reset();
      begin(client, { ...me, publicKey: name });
    } catch (error) {
      trouble.textContent = error.message;
      privateKey.focus();
    } finally {
      form.ariaBusy = 'false';
    }
  });
}

async function ask(client) {
  if (!isSecureContext) throw new Error('Open this page with https: browsers sign nothing on a page that others can change.');
  const response = await client.fetch('/api/management/me', { headers: { accept: 'application/json' } }).catch(() => {
    throw new Error('The server cannot be reached.');
  });
  if (response.status === 401) throw new Error(REFUSED);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.detail ?? `The server answered ${response.status}.`);
  return answer;
}
