// The table of keys.

import { $, el } from './dom.js';
import { ago, count, moment, role, state } from './words.js';

const rows = $('rows');
const keys = new Map();

export function wireKeys(change) {
  $('select-all').addEventListener('change', ({ target }) => {
    for (const box of boxes()) box.checked = target.checked;
    change();
  });
  rows.addEventListener('change', change);
}

const boxes = () => rows.querySelectorAll('input[type=checkbox]');

/** Returns the keys whose box is checked. */
export const selected = () => [...boxes()].filter((box) => box.checked).map((box) => keys.get(box.value));

export function clearKeys() {
  keys.clear();
  rows.replaceChildren();
  $('select-all').checked = false;
}

/** Reads all pages, and shows each one when it arrives. */
export async function loadKeys(session, openKey) {
  clearKeys();
  $('loading').hidden = false;
  try {
    for await (const { keys: page, total } of session.api.pages()) {
      if (session.over) return;
      for (const key of page) showKey(key, session, openKey);
      showTotal(total);
    }
  } finally {
    $('loading').hidden = true;
    summarize(session);
  }
}

function showTotal(total) {
  $('loading-label').textContent = `${keys.size} of ${count(total, 'key')} read`;
  Object.assign($('loading-progress'), { max: Math.max(total, 1), value: keys.size });
}

/** Shows the key in its row, or in a new row at the end. */
export function showKey(key, session, openKey) {
  keys.set(key.id, key);
  const row = build(key, session, openKey);
  const before = $(`key-${key.id}`);
  if (before) before.replaceWith(row);
  else rows.append(row);
  summarize(session);
}

export function dropKey(id, session) {
  keys.delete(id);
  $(`key-${id}`)?.remove();
  summarize(session);
}

function summarize(session) {
  $('keys-summary').replaceChildren(el('bdi', {}, session.organization.name), `, ${count(keys.size, 'key')}`);
}

function build(key, session, openKey) {
  const name = el('button', { type: 'button', id: `open-${key.id}`, className: 'name', textContent: key.desc });
  name.addEventListener('click', () => openKey(key.id));
  const box = el('input', { type: 'checkbox', value: key.id, ariaLabel: `Select ${key.publicKey}` });
  const own = key.id === session.own.id ? el('span', { className: 'chip own' }, 'you') : undefined;
  return el(
    'tr',
    { id: `key-${key.id}` },
    cell('', box),
    cell('Key', name, el('span', { className: 'under' }, el('code', {}, key.publicKey), own)),
    cell('Roles', el('span', { className: 'chips' }, ...key.roles.map(chip))),
    cell('Whitelist', whitelist(key, session)),
    cell('State', ...states(key)),
    cell('Last used', ...lastUse(key.usage)),
  );
}

function cell(label, ...content) {
  const made = el('td', {}, ...content.filter(Boolean));
  if (label) made.dataset.label = label;
  return made;
}

const chip = ({ roleName, groupId }) =>
  el('span', { className: 'chip', title: groupId ? `${roleName} on project ${groupId}` : roleName }, role(roleName));

function whitelist(key, session) {
  if (key.whitelistSize > 0) return count(key.whitelistSize, 'entry', 'entries');
  return el('span', { className: 'warn' }, session.organization.whitelistRequired ? 'none: unusable' : 'open to all');
}

export function states(key) {
  const dead = !key.secrets.some((secret) => secret.live);
  const names = dead ? [...key.states.filter((name) => name !== 'ACTIVE'), 'NO SECRET'] : key.states;
  return names.map((name) =>
    el('span', { className: `state ${name === 'ACTIVE' ? 'on' : 'off'}` }, name === 'NO SECRET' ? 'No secret' : state(name)),
  );
}

function lastUse({ count: times, lastUsed, lastUsedAddress }) {
  if (times === 0) return [el('span', { className: 'quiet' }, 'never')];
  return [
    el('time', { dateTime: lastUsed, title: moment(lastUsed) }, ago(lastUsed)),
    el('span', { className: 'under' }, el('code', {}, lastUsedAddress)),
  ];
}
