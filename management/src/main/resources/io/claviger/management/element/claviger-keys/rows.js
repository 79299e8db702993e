// The table of keys. On a narrow page each row is a card, whose cells have their column as a label.

import { button, el } from './dom.js';
import { actor, badge, code, ending, lastUse, openness, roleBadges, stateBadge } from './format.js';
import { keyView } from './key.js';

const COLUMNS = ['key', 'roles', 'state', 'whitelist', 'lastUse', 'created'];

export function keyTable({ words }, rows) {
  const heads = COLUMNS.map((column) => el('th', { scope: 'col', role: 'columnheader' }, words.t(column)));
  const head = el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, heads));
  return el('table', { role: 'table', part: 'table', 'aria-label': words.t('title') }, head, rows);
}

export function keyRow(page, key) {
  const { t, parts, ago } = page.words;
  page.names.set(key.id, key.description);
  const show = () => page.go(keyView(page, key.id, key));
  const { lastUsedAt, lastUsedFrom } = key.usage ?? {};
  const expires = key.expiresAt && parts(`expires.${key.state}`, { when: ago(key.expiresAt) });
  const open = button('open', key.description, { onclick: show, dir: 'auto' }, 'link');
  const entries = key.whitelistEntries;
  const unlisted = el('span', { class: 'warning' }, t(openness(page)));
  const contents = [
    [open, key.kind && badge(key.kind), page.isMe(key.id) && badge(t('thisKey')), key.name && below(key.name), below(code(key.publicKey))],
    roleBadges(page, key.roles),
    [stateBadge(page, key), expires && below(ending(key.expiresAt, expires))],
    entries ? t('whitelist.entries', { n: entries }) : entries === 0 ? unlisted : '–',
    lastUsedAt ? [ago(lastUsedAt), below(code(lastUsedFrom))] : below(lastUse(page, key.usage)),
    [ago(key.created.at), below(parts('by', { by: actor(page, key.created.by) }))],
  ];
  const cell = (content, index) => el('td', { role: 'cell', 'data-label': t(COLUMNS[index]) }, el('div', {}, content));
  return el('tr', { role: 'row', 'data-key': key.id }, contents.map(cell));
}

const below = (content) => el('span', { class: 'muted below' }, content);
