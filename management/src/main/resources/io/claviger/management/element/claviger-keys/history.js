// What happened to a key, or to the organization and its keys, newest first.

import { busy, button, el, heading } from './dom.js';
import { keyView } from './key.js';
import { keyList } from './list.js';
import { sentence } from './sentences.js';
import { alertIn, alertPlace } from './trouble.js';

export const historyView = (page, key) => async () => {
  const { t } = page.words;
  const alert = alertPlace();
  const list = el('ol', { class: 'card lines events' });
  const older = button('older', t('history.older'));
  const revoked = key ? (await page.api.revokedTokens(key.id)).revokedTokens.map(asEvent) : [];
  let next;
  const load = async () => {
    const read = await page.api.events(key?.id, { limit: 30, before: next });
    read.events.forEach((event) => remember(page, event));
    const events = read.events.flatMap((event) => [...takeSince(revoked, event), event]);
    const items = [...events, ...(read.next ? [] : revoked)].map((event) => item(page, event, key));
    list.append(...items);
    next = read.next;
    older.hidden = !next;
    return items[0];
  };
  const more = async () => (await load())?.focus();
  older.addEventListener('click', () => busy(older, more, (error) => alertIn(alert, page, error)));
  await load();
  const back = () => page.go(key ? keyView(page, key.id) : keyList(page));
  const title = heading(2, t('of', { what: t('history'), name: key?.description ?? page.organization.name }));
  const leave = button('back', t(key ? 'back.key' : 'back'), { onclick: back, icon: 'back' }, 'link');
  return { name: 'history', heading: title, content: [leave, title, list, alert, older] };
};

function remember({ names }, { type, key, details }) {
  if (type === 'API_KEY_CREATED' && !names.has(key)) names.set(key, details.description);
}

const asEvent = ({ id, at, expiresAt }) => ({ type: 'ACCESS_TOKEN_REVOKED', at, by: {}, details: { id, expiresAt } });

/** Removes the newest events since this one. */
const takeSince = (events, { at }) => events.splice(0, events.filter((each) => new Date(each.at) >= new Date(at)).length);

function item(page, event, key) {
  const name = !key && event.key && page.names.get(event.key);
  return el(
    'li',
    { 'data-event': event.type, tabindex: '-1' },
    el('p', {}, sentence(page, event)),
    el('p', { class: 'muted' }, page.words.timeAndAgo(event.at), name && [' · ', el('bdi', {}, name)]),
  );
}
