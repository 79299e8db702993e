// Deletes keys, but only after the user has typed which.

import { $, el, onSubmit, open } from './dom.js';
import { count } from './words.js';
import { say } from './say.js';

const dialog = $('erase');
const form = $('erase-form');
const progress = $('erase-progress');

let doomed = [];
let asked = 0;

const word = () => (doomed.length === 1 ? doomed[0].publicKey : `delete ${doomed.length} keys`);

/** Asks whether to delete these keys. */
export function askErase(keys, session) {
  doomed = keys;
  asked += 1;
  form.reset();
  progress.hidden = true;
  $('erase-trouble').textContent = '';
  $('erase-title').textContent = keys.length === 1 ? 'Delete this key?' : `Delete ${count(keys.length, 'key')}?`;
  $('erase-list').replaceChildren(
    ...keys.map((key) => el('li', {}, el('span', {}, key.desc), ' ', el('code', {}, key.publicKey))),
  );
  $('erase-warning').textContent = keys.some((key) => key.id === session.own.id)
    ? 'You are signed in with this key. Deleting it signs you out.'
    : '';
  $('erase-ask').replaceChildren('Programs that use it stop working at once. To go on, type ', el('code', {}, word()));
  judge();
  open(dialog);
  form.elements.typed.focus();
}

function judge() {
  form.querySelector('[type=submit]').disabled = form.elements.typed.value.trim() !== word();
}

/** Ignores a key that somebody else has already deleted. */
function unlessGone(error) {
  if (error.code !== 'API_KEY_NOT_FOUND') throw error;
}

/** Calls back with each deleted key. */
export function wireErase(current, gone) {
  form.addEventListener('input', judge);
  onSubmit(form, async () => {
    const failed = [];
    const mine = asked;
    // The user may have closed the dialog to keep the other keys, and opened it for different ones.
    const wanted = () => dialog.open && mine === asked;
    const { api, own } = current();
    // The own key comes last: nothing can be deleted after it.
    const keys = [...doomed].sort((a, b) => (a.id === own.id) - (b.id === own.id));
    let deleted = 0;
    Object.assign(progress, { hidden: keys.length === 1, max: keys.length, value: 0 });
    for (const key of keys) {
      if (!wanted()) break;
      if (key.id === own.id && failed.length > 0) {
        failed.push('Your own key is kept.');
        break;
      }
      await api.erase(key.id).catch(unlessGone).then(
        () => {
          deleted += 1;
          if (mine === asked) progress.value += 1;
          gone(key);
        },
        (error) => failed.push(`${key.publicKey}: ${error.message}`),
      );
    }
    if (failed.length > 0 && wanted()) throw new Error(failed.join(' '));
    if (!wanted() && deleted < keys.length) say(`${deleted} of ${count(keys.length, 'key')} deleted.`);
    if (wanted()) dialog.close();
  });
}
