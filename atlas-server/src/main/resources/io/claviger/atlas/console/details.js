// The description and the roles of the key in the sheet.

import { $, onSubmit } from './dom.js';
import { chosen, showRoles } from './roles.js';
import { role } from './words.js';
import { say } from './say.js';

const form = $('details-form');

let shown;

export function wireDetails(sheet) {
  onSubmit(form, async (data) => {
    const { api } = sheet.session();
    const change = changed({ desc: data.get('desc'), roles: chosen(data) });
    if (Object.keys(change).length > 0) await api.update(sheet.key().id, change);
    await sheet.refresh();
    say(Object.keys(change).length > 0 ? 'Saved.' : 'Nothing was changed.');
  });
}

/** Returns only the changed fields: other callers may have changed the rest since it was shown. */
function changed(now) {
  return Object.fromEntries(Object.entries(now).filter(([name, value]) => String(value) !== String(shown[name])));
}

export function showDetails(key, session) {
  const projects = key.roles.filter((held) => held.groupId);
  form.elements.desc.value = key.desc;
  form.querySelector('.trouble').textContent = '';
  showRoles(
    form.querySelector('.roles'),
    session.roles,
    key.roles.filter((held) => held.orgId).map((held) => held.roleName),
  );
  // Read back from the form, which may change order and blanks.
  shown = { desc: form.elements.desc.value, roles: new FormData(form).getAll('role') };
  $('details-projects').hidden = projects.length === 0;
  $('details-projects').textContent =
    'Also on projects, which is not changed here: ' +
    projects.map((held) => `${role(held.roleName)} on ${held.groupId}`).join(', ');
}
