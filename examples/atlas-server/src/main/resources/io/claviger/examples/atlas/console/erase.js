// Deleting keys: only after somebody has typed which.

import { $, el, onSubmit, open } from './dom.js';
import { count } from './words.js';
import { say } from './say.js';

const dialog = $('erase');
const form = $('erase-form');
const progress = $('erase-progress');

let doomed = [];

const word = () => (doomed.length === 1 ? doomed[0].publicKey : `delete ${doomed.length} keys`);

/** Asks about these keys. */
export function askErase(keys, session) {
  doomed = keys;
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

/** Calls back with the id of each key that is gone. */
export function wireErase(current, gone) {
  form.addEventListener('input', judge);
  onSubmit(form, async () => {
    const failed = [];
    let deleted = 0;
    Object.assign(progress, { hidden: doomed.length === 1, max: doomed.length, value: 0 });
    // The own key last: nothing can be deleted after it.
    const { api, own } = current();
    for (const key of [...doomed].sort((a, b) => (a.id === own.id) - (b.id === own.id))) {
      // Whoever keeps the rest closes the dialog.
      if (!dialog.open) break;
      await api.erase(key.id).then(
        () => {
          deleted += 1;
          gone(key.id);
        },
        (error) => failed.push(`${key.publicKey}: ${error.message}`),
      );
      progress.value += 1;
    }
    if (failed.length > 0) throw new Error(failed.join(' '));
    if (!dialog.open && deleted < doomed.length) say(`${deleted} of ${count(doomed.length, 'key')} deleted.`);
    dialog.close();
  });
}
