// A new private key, shown once.

import { $, open } from './dom.js';
import { say } from './say.js';

const dialog = $('issued');
const secret = $('issued-private');

export function wireIssued() {
  $('issued-copy').addEventListener('click', copy);
  dialog.addEventListener('close', () => {
    secret.textContent = '';
    removeEventListener('beforeunload', stay);
  });
  // What is shown once is closed by who has stored it, and by no key that meant something else.
  dialog.addEventListener('cancel', stay);
  dialog.addEventListener('keydown', (event) => event.key === 'Escape' && stay(event));
}

const stay = (event) => event.preventDefault();

/** Shows it until the dialog is closed, then forgets it. */
export function showIssued(publicKey, privateKey, note) {
  $('issued-public').textContent = publicKey;
  secret.textContent = privateKey;
  $('issued-note').textContent = note;
  addEventListener('beforeunload', stay);
  open(dialog);
  $('issued-copy').focus();
  return new Promise((closed) => dialog.addEventListener('close', closed, { once: true }));
}

async function copy() {
  try {
    await navigator.clipboard.writeText(secret.textContent);
    say('The private key is in the clipboard.');
  } catch {
    getSelection().selectAllChildren(secret);
    say('The browser does not let the page copy. The private key is selected: copy it by hand.');
  }
}
