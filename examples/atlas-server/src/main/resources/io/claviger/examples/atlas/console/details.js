// Description and roles of the key in the sheet.

import { $, onSubmit } from './dom.js';
import { chosen, showRoles } from './roles.js';
import { role } from './words.js';
import { say } from './say.js';

const form = $('details-form');

export function wireDetails(sheet) {
  onSubmit(form, async (data) => {
    const { api } = sheet.session();
    await api.update(sheet.key().id, data.get('desc'), chosen(data));
    await sheet.refresh();
    say('Saved.');
  });
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
  $('details-projects').hidden = projects.length === 0;
  $('details-projects').textContent =
    'Also on projects, which is not changed here: ' +
    projects.map((held) => `${role(held.roleName)} on ${held.groupId}`).join(', ');
}
