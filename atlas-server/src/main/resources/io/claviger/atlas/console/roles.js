// Roles as checkboxes.

import { el } from './dom.js';
import { role } from './words.js';

/** Fills the fieldset, and checks the held roles. */
export function showRoles(fieldset, all, held) {
  const boxes = all.map((name) =>
    el(
      'label',
      { title: name },
      el('input', { type: 'checkbox', name: 'role', value: name, checked: held.includes(name) }),
      ` ${role(name)}`,
    ),
  );
  fieldset.replaceChildren(fieldset.querySelector('legend'), ...boxes);
}

/** Returns the checked roles; throws if there are none. */
export function chosen(data) {
  const roles = data.getAll('role');
  if (roles.length === 0) throw new Error('Choose at least one role.');
  return roles;
}
