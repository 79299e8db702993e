// Creates a key.

import { $, onSubmit, open } from './dom.js';
import { chosen, showRoles } from './roles.js';
import { showIssued } from './issued.js';

const dialog = $('create');
const form = $('create-form');

/** Calls back with each created key. */
export function wireCreate(current, made) {
  $('create-open').addEventListener('click', () => {
    form.reset();
    form.querySelector('.trouble').textContent = '';
    showRoles(form.querySelector('.roles'), current().roles, ['ORG_MEMBER']);
    open(dialog);
  });
  onSubmit(form, async (data) => {
    const { api } = current();
    const key = await api.create(data.get('desc'), chosen(data));
    dialog.close();
    const closed = showIssued(
      key.publicKey,
      key.privateKey,
      'Its whitelist is empty: until you add an entry the key can be used from every address, ' +
        'or from none where the organization requires a whitelist.',
    );
    await made(key.id);
    await closed;
  });
}
