// One key: what it is, who uses it, and what the caller may do with it.

import { confirm } from './dialog.js';
import { busy, button, card, el, heading } from './dom.js';
import { editKey, editProjects } from './form.js';
import { actor, badge, code, ending, labelledUse, lastUse, roleBadges, stateBadge } from './format.js';
import { historyView } from './history.js';
import { keyList } from './list.js';
import { copyButton } from './reveal.js';
import { rotateKey, secretCard } from './secrets.js';
import { alertIn, alertPlace } from './trouble.js';
import { whitelistCard } from './whitelist.js';

/** Returns what reads and shows a key. Owners of projects may not read it, and see what the list had. */
export const keyView = (page, id, known) => async () => {
  const ifRefused = (instead) => (error) => {
    if (error.status === 403 && instead) return instead;
    throw error;
  };
  const [{ document: key, etag }, whitelist] = await Promise.all([
    page.api.key(id).catch(ifRefused(known && { document: { ...known, may: [] } })),
    page.api.whitelist(id).catch(ifRefused({})),
  ]);
  page.names.set(id, key.description);
  const { t } = page.words;
  const back = () => page.go(keyList(page, id));
  const title = heading(2, key.description);
  const alert = alertPlace();
  const content = [
    page.hasList() && button('back', t('back'), { onclick: back, icon: 'back' }, 'link'),
    el(
      'header',
      { class: 'bar-of-title' },
      el('div', { class: 'title' }, title, key.kind && badge(key.kind), stateBadge(page, key)),
      el('div', { class: 'actions' }, actions(page, key, etag)),
    ),
    alert,
    detailCard(page, key),
    secretCard(page, key, etag),
    whitelist.document && whitelistCard(page, key, whitelist.etag, whitelist.document.entries),
    key.may.includes('update') && endCard(page, key, etag, alert),
  ];
  return { name: 'key', heading: title, content: content.filter(Boolean) };
};

function keyButton({ words: { t } }, { description }, action, onclick, kind) {
  const label = t(action);
  return button(action, label, { onclick, 'aria-label': t('of', { what: label, name: description }) }, kind);
}

function actions(page, key, etag) {
  const may = (call) => key.may.includes(call);
  const isIn = ({ id }) => may('update') && key.roles.some(({ project }) => project === id);
  const projects = page.organization.projects.filter((each) => each.may.includes('createKey') || isIn(each));
  const make = (action, onclick, kind) => keyButton(page, key, action, onclick, kind);
  return [
    may('rotate') && make('rotate', () => rotateKey(page, key, etag)),
    projects.length > 0 && make('projects', () => editProjects(page, key, etag, projects)),
    etag && make('history', () => page.go(historyView(page, key))),
    may('update') && make('edit', () => editKey(page, key, etag), 'primary'),
  ];
}

function detailCard(page, { publicKey, created, usage, roles, expiresAt, rateLimit, labels }) {
  const { t, timeAndAgo, parts, duration } = page.words;
  const text = code(publicKey);
  const [n, time] = (rateLimit ?? '').split('/');
  const rows = [
    [t('publicKey'), text, ' ', copyButton(page, 'copy-public-key', t('publicKey'), text, 'link')],
    [t('roles'), roleBadges(page, roles)],
    [t('created'), timeAndAgo(created.at), ' ', parts('by', { by: actor(page, created.by) })],
    [t('lastUse'), lastUse(page, usage)],
    [t('expires'), expiresAt ? ending(expiresAt, timeAndAgo(expiresAt)) : t('never')],
    ...(rateLimit ? [[t('rateLimit'), t('rate', { n: Number(n), time: duration(`PT${time}S`) })]] : []),
    ...Object.entries(labels).map((each) => each.map((label) => el('bdi', {}, label))),
  ];
  const list = rows.map(([name, ...value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value)));
  return card(t('details'), el('dl', {}, list));
}

function endCard(page, key, etag, alert) {
  const { t } = page.words;
  const fail = (error) => alertIn(alert, page, error, page.refresh);
  const enabling = async () => {
    await page.api.update(key.id, etag, { enabled: true });
    await page.done('enabled', key.id)();
  };
  const enable = keyButton(page, key, 'enable', () => busy(enable, enabling, fail));
  const disabling = async () => {
    await page.api.update(key.id, etag, { enabled: false });
    return page.done('disabled', key.id);
  };
  const disable = keyButton(page, key, 'disable', () => ask(page, key, 'disable', disabling));
  const revoking = async () => {
    await page.api.revoke(key.id, etag);
    return page.done('revoked', key.id, page.home());
  };
  const revoke = keyButton(page, key, 'revoke', () => ask(page, key, 'revoke', revoking), 'danger');
  return card(t('ends'), el('div', { class: 'actions' }, key.enabled ? disable : enable, revoke));
}

function ask(page, { id, description, usage }, action, work) {
  const { t } = page.words;
  return confirm(page, action, {
    title: t(`${action}.title`, { name: description }),
    lines: [el('strong', {}, labelledUse(page, usage)), t(`${action}.text`), page.isMe(id) && t('ends.thisKey')],
    action: t(action),
    work,
  });
}
