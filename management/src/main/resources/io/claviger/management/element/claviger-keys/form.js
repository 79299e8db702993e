// The forms that create and change a key.

import { formDialog } from './dialog.js';
import { el, field } from './dom.js';
import { expiryField, labelField, projectField, required, roleField, whitelistField } from './fields.js';
import { keyView } from './key.js';
import { keyList } from './list.js';
import { reveal } from './reveal.js';

function descriptionField({ words }, value) {
  const input = el('input', { name: 'description', required: true, maxlength: '250', value, dir: 'auto' });
  return field(words.t('field.description'), input, words.t('field.description.hint'));
}

const described = (page, { description }) => required(page, description.value.trim(), 'field.description');

const rolesIn = (key, id) => key.roles.filter(({ project }) => project === id).map(({ role }) => role);

const isSame = (roles, others) => [...roles].sort().join() === [...others].sort().join();

export function createKey(page) {
  const { t } = page.words;
  const roles = roleField(page, []);
  const projects = projectField(page, page.managedProjects());
  const expiry = expiryField(page);
  const labels = labelField(page);
  const whitelist = whitelistField(page);
  return formDialog(page, 'create', {
    title: t('create'),
    fields: [descriptionField(page), roles.node, projects.node, expiry.node, whitelist.node, labels.node],
    action: t('create'),
    work: async (elements) => {
      const inProject = projects.read().map((role) => ({ role, project: projects.project() }));
      const held = [...roles.read().map((role) => ({ role })), ...inProject];
      const issued = await page.api.create({
        description: described(page, elements),
        roles: required(page, held, 'roles'),
        labels: labels.read(),
        whitelist: whitelist.read(),
        expiresAt: expiry.read() ?? undefined,
      });
      page.changed('created', issued.key.id);
      return () => reveal(page, issued, () => page.go(keyList(page, issued.key.id, issued.key)));
    },
  });
}

export function editKey(page, key, etag) {
  const { t } = page.words;
  const held = rolesIn(key);
  const roles = roleField(page, held);
  const expiry = expiryField(page, key);
  // A key that owns nothing may not label itself.
  const labels = page.may('createKey') ? labelField(page, key.labels) : undefined;
  return formDialog(page, 'edit', {
    title: t('of', { what: t('edit'), name: key.description }),
    fields: [descriptionField(page, key.description), roles.node, expiry.node, labels?.node],
    action: t('save'),
    work: async (elements) => {
      const change = { labels: labels?.read(), expiresAt: expiry.read() };
      const description = described(page, elements);
      if (description !== key.description) change.description = description;
      if (!isSame(roles.read(), held)) change.roles = roles.read();
      if (Object.values(change).every((value) => value === undefined)) return undefined;
      await page.api.update(key.id, etag, change);
      return page.done('changed', key.id);
    },
  });
}

export function editProjects(page, key, etag, projects) {
  const { t } = page.words;
  const roles = projectField(page, projects, (id) => rolesIn(key, id || null));
  return formDialog(page, 'projects', {
    title: t('of', { what: t('projects'), name: key.description }),
    fields: [roles.node],
    action: t('save'),
    work: async () => {
      const project = required(page, roles.project(), 'field.project');
      const after = await page.api.replaceProjectRoles(key.id, etag, project, roles.read());
      const next = page.done('changed', key.id);
      // Who may not read the key has at least what the change answered.
      return key.may.length ? next : () => page.go(keyView(page, key.id, after), true);
    },
  });
}
