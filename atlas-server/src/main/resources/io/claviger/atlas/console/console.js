// The page: the signed-in key, and the views that it sees.

import { $, onPress, wireClosing } from './dom.js';
import { wireSignIn } from './signin.js';
import { clearKeys, dropKey, loadKeys, selected, showKey, wireKeys } from './keys.js';
import { wireCreate } from './create.js';
import { askErase, wireErase } from './erase.js';
import { wireIssued } from './issued.js';
import { Sheet } from './sheet.js';
import { say, wireSay } from './say.js';
import { count } from './words.js';

let session;

const current = () => session;
const trouble = $('keys-trouble');
const sheet = new Sheet(current, show, (keys) => askErase(keys, session));

function show(key) {
  showKey(key, session, openKey);
  offerErase();
}

function openKey(id) {
  trouble.textContent = '';
  return sheet.open(id).catch((error) => {
    trouble.textContent = error.message;
    if (session && error.code === 'API_KEY_NOT_FOUND') {
      dropKey(id, session);
      offerErase();
    }
  });
}

async function begin(started) {
  session = started;
  trouble.textContent = '';
  $('who-key').textContent = session.own.publicKey;
  $('who-address').textContent = session.address;
  arrange();
  $('keys-title').focus();
  try {
    await loadKeys(session, openKey);
  } catch (error) {
    if (session === started) trouble.textContent = error.message;
  }
}

function end() {
  session.over = true;
  session.end();
  session = undefined;
  for (const dialog of document.querySelectorAll('dialog[open]')) dialog.close();
  clearKeys();
  sheet.clear();
  trouble.textContent = '';
  arrange();
  $('sign-in-form').elements.publicKey.focus();
}

function arrange() {
  const signedIn = session !== undefined;
  $('sign-in').hidden = signedIn;
  $('keys').hidden = $('who').hidden = !signedIn;
  offerErase();
}

function offerErase() {
  const number = selected().length;
  $('erase-selected').hidden = number === 0;
  $('erase-selected').textContent = `Delete ${count(number, 'key')}`;
}

function gone({ id, publicKey }) {
  if (!session) return;
  if (id === session.own.id) {
    end();
    say('The key that you were signed in with is deleted.');
    return;
  }
  dropKey(id, session);
  if (sheet.key()?.id === id) sheet.close();
  offerErase();
  say(`${publicKey} is deleted.`);
}

wireClosing();
wireSay();
wireIssued();
wireKeys(offerErase);
wireCreate(current, async (id) => show(await session.api.key(id)));
wireErase(current, gone);
onPress($('erase-selected'), trouble, () => askErase(selected(), session));
$('sign-out').addEventListener('click', end);
// Leaving the page signs out, also if the browser restores the page later.
addEventListener('pagehide', () => session && end());
wireSignIn(begin);
