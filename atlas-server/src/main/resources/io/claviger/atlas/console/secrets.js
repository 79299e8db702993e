// The secrets of the key in the sheet, and new ones.

import { $, el, onPress, onSubmit } from './dom.js';
import { showIssued } from './issued.js';
import { ago, lasting, moment, used } from './words.js';
import { say } from './say.js';

const form = $('secrets-form');
const trouble = form.querySelector('.trouble');

const FATE = {
  AFTER_FIRST_USE: 'The old private key goes on working until this one is used for the first time.',
  NONE: 'The old private key has ended.',
  UNTIL_DELETED: 'The old private key goes on working until somebody ends it here.',
};

export function wireSecrets(sheet) {
  onSubmit(form, async (data) => {
    const { api, own, renew } = sheet.session();
    const gracePeriod = data.get('gracePeriod');
    const grace = gracePeriod === 'AFTER_FIRST_USE' ? { grace: 'PT0S' } : {};
    const issued = await api.rotate(sheet.key().id, { gracePeriod, ...grace });
    // The page signs with the new secret, because the old one has just ended.
    if (issued.key.id === own.id && gracePeriod === 'NONE') renew(issued.privateKey);
    const closed = showIssued(issued.key.publicKey, issued.privateKey, FATE[gracePeriod]);
    await sheet.refresh();
    await closed;
  });
}

export function showSecrets(key, sheet) {
  form.reset();
  trouble.textContent = '';
  $('secrets-list').replaceChildren(...key.secrets.map((secret) => row(secret, key, sheet)));
}

function row(secret, key, sheet) {
  const end = el('button', { type: 'button', className: 'plain danger small', ariaLabel: `End ${secret.hint}` }, 'End');
  const line = el(
    'li',
    {},
    el(
      'span',
      {},
      el('code', {}, secret.hint),
      el('span', { className: 'under' }, `made ${ago(secret.created)}, ${used(secret.usage)}${fate(secret)}`),
    ),
    key.secrets.length > 1 ? end : undefined,
  );
  onPress(end, trouble, () => {
    line.replaceChildren(...confirmation(secret, key, sheet));
    line.classList.add('asking');
    line.querySelector('button').focus();
  });
  return line;
}

function confirmation(secret, key, sheet) {
  const own = key.id === sheet.session().own.id ? ' You are signed in with this key.' : '';
  const keep = el('button', { type: 'button', className: 'plain small' }, 'Keep');
  const go = el('button', { type: 'button', className: 'primary danger small' }, `End ${secret.hint}`);
  onPress(keep, trouble, () => {
    keep.closest('li').replaceWith(row(secret, key, sheet));
    $('secrets-title').focus();
  });
  onPress(go, trouble, async () => {
    await sheet.session().api.endSecret(key.id, secret.id);
    await sheet.refresh();
    $('secrets-title').focus();
    say('The secret has ended.');
  });
  return [
    el('span', {}, `Programs that use it stop working at once.${own}`),
    el('span', { className: 'beside' }, keep, go),
  ];
}

function fate({ live, expires, grace }) {
  if (!live) return `; ended ${moment(expires)}`;
  if (grace === undefined) return expires === undefined ? '' : `; ends ${moment(expires)}`;
  const time = lasting(grace);
  const latest = expires === undefined ? '' : `, at the latest ${moment(expires)}`;
  return `; ends ${time === '' ? 'when' : `${time} after`} a newer one is used${latest}`;
}
