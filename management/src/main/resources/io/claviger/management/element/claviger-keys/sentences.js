// Events in plain sentences.

import { el } from './dom.js';
import { actor, assignment, code } from './format.js';

const FORMS = {
  API_KEY_DELETED: ({ reason }) => reason,
  API_KEY_SECRET_DELETED: ({ reason, leaked }) => leaked ?? reason,
  API_KEY_WHITELIST_ENTRY_DELETED: ({ openToEveryAddress }) => openToEveryAddress && 'open',
  API_KEY_ROLES_CHANGED: ({ added, removed }) => (removed === '[]' ? 'added' : added === '[]' && 'removed'),
};

const VALUES = {
  roles,
  added: roles,
  removed: roles,
  gracePeriod: graceOf,
  before: instantOr,
  after: instantOr,
  expiresAt: instantOr,
  whitelistEntry: (page, text) => code(text),
  publicKey: (page, text) => code(text),
};

/** Returns the sentence as nodes. Types that later versions add have a general one. */
export function sentence(page, { type, by, details }) {
  const { words } = page;
  const form = FORMS[type]?.(details);
  const key = form ? `event.${type}.${form}` : `event.${type}`;
  const values = { type, by: el('strong', {}, actor(page, by)), changes: changes(page, details) };
  for (const [name, text] of Object.entries(details)) values[name] = (VALUES[name] ?? plain)(page, text);
  return words.parts(words.has(key) ? key : 'event.other', values);
}

function plain(page, text) {
  return el('bdi', {}, text);
}

function instantOr(page, text) {
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? page.words.time(text) : plain(page, text);
}

function roles(page, text) {
  const all = text.replace(/^\[|\]$/g, '').split(', ');
  return page.words.list(all.map((held) => {
    const [role, project] = held.split('@');
    return held.endsWith('…') ? held : assignment(page, { role, project });
  }));
}

function graceOf({ words }, text) {
  const value = text.split(' ').at(-1);
  if (text.startsWith('for ')) return words.t('grace.for', { time: words.duration(value) });
  if (text.startsWith('after ')) return words.t('grace.afterFirstUse', { time: words.duration(value) });
  if (/^until \d/.test(text)) return el('span', {}, words.parts('grace.until', { when: words.time(value) }));
  return words.t(text === 'none' ? 'grace.none' : 'grace.untilDeleted');
}

function changes({ words }, details) {
  const shown = Object.entries(details).map(([name, text]) => {
    const value = name === 'maximumLifetime' && text !== 'none' ? words.duration(text) : text;
    return words.t(words.has(`setting.${name}`) ? `setting.${name}` : 'of', { what: name, name: value });
  });
  return words.list(shown);
}
