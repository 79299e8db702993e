// The page: its sign-in, and the element that manages the keys.

import '/api/management/claviger-keys.js';
import { wireSignIn } from './signin.js';
import { texts } from './texts.js';

const ENDED = 'The server no longer accepts this key. Sign in again, or with another key.';

const $ = (id) => document.getElementById(id);

let session;

function begin(client, { publicKey, address, caller }) {
  const keys = document.createElement('claviger-keys');
  session = { client, keys };
  // Before it is in the page, because then it reads the keys.
  Object.assign(keys, { fetch: client.fetch, texts });
  client.follow(caller.name, () => end(ENDED));
  $('who-key').textContent = publicKey;
  $('who-address').textContent = address;
  $('main').append(keys);
  show(true);
  $('main').focus();
}

function end(trouble = '') {
  if (!session) return;
  session.client.end();
  session.keys.remove();
  session = undefined;
  show(false);
  $('sign-in-trouble').textContent = trouble;
  $('sign-in-form').elements.publicKey.focus();
}

function show(signedIn) {
  $('sign-in').hidden = signedIn;
  $('who').hidden = !signedIn;
}

$('sign-out').addEventListener('click', () => end());
// Leaving the page signs out, also if the browser restores the page later.
addEventListener('pagehide', () => end());
wireSignIn($('sign-in-form'), $('sign-in-trouble'), begin);
$('sign-in-form').elements.publicKey.focus();
