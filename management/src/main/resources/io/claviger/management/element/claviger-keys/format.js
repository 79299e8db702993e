// How the parts of a key are shown.

import { el } from './dom.js';

const DAY = 86_400_000;

/** Returns the name of a role by the application or the texts, or "Read only" for ORG_READ_ONLY. */
export function roleName({ organization, words }, role) {
  const named = [...organization.roles, ...organization.projectRoles].find((each) => each.role === role)?.name;
  if (named && named !== role) return named;
  if (words.has(`role.${role}`)) return words.t(`role.${role}`);
  const text = role.replace(/^(ORG|PROJECT)_/, '').replaceAll('_', ' ').toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function assignment(page, { role, project }) {
  const name = roleName(page, role);
  if (project === undefined) return name;
  const { name: of = project } = page.organization.projects.find(({ id }) => id === project) ?? {};
  return page.words.t('role.inProject', { role: name, project: of });
}

export const badge = (text, look = '') => el('span', { class: `badge ${look}`, part: 'badge' }, text);

export const roleBadges = (page, roles) =>
  el('span', { class: 'badges' }, roles.map((role) => badge(assignment(page, role))));

export function stateBadge({ words }, { state, secrets }) {
  const shown = state === 'ACTIVE' && !secrets.some(({ live }) => live) ? 'NO_SECRET' : state;
  return badge(words.t(`state.${shown}`), shown === 'ACTIVE' ? 'state good' : 'state bad');
}

export function actor(page, { kind, name }) {
  const { t } = page.words;
  const names = {
    API_KEY: () => t('actor.key', { name: page.names.get(name) ?? name }),
    HOST: () => t('actor.application', { name }),
  };
  return el('bdi', {}, names[kind]?.() ?? name);
}

export const code = (text) => el('code', {}, text ?? '?');

export function lastUse({ words }, usage) {
  if (!usage) return '–';
  const { count, lastUsedAt, lastUsedFrom } = usage;
  if (!lastUsedAt) return words.t('never');
  return words.parts('use.last', { n: count, when: words.timeAndAgo(lastUsedAt), address: code(lastUsedFrom) });
}

export const labelledUse = (page, usage) => [page.words.t('lastUse'), ': ', lastUse(page, usage)];

export const openness = ({ organization }) => `whitelist.${organization.whitelistRequired ? 'unusable' : 'open'}`;

export const ending = (instant, text) =>
  el('span', { class: new Date(instant) - Date.now() < 14 * DAY ? 'warning' : '' }, text);
