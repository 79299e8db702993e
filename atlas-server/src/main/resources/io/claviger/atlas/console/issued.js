// Shows a new private key once.

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
  // Only the button closes this dialog: Escape or a reload would lose the private key.
  dialog.addEventListener('cancel', stay);
  dialog.addEventListener('keydown', (event) => event.key === 'Escape' && stay(event));
}

const stay = (event) => event.preventDefault();

/** Shows the private key until the dialog is closed, and then forgets it. */
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
