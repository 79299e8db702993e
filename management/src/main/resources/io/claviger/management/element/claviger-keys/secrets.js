// The secrets of a key, and new ones.

import { confirm, formDialog } from './dialog.js';
import { button, card, choice, el, field } from './dom.js';
import { required } from './fields.js';
import { badge, code, labelledUse } from './format.js';
import { reveal } from './reveal.js';

const AFTER_FIRST_USE = 'PT1H';

export function secretCard(page, key, etag) {
  const { t } = page.words;
  const newestFirst = [...key.secrets].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  const items = newestFirst.map((secret, index) => item(page, key, etag, secret, index === 0));
  const none = items.length === 0 && el('p', { class: 'warning' }, t('secrets.none'));
  return card(t('secrets'), none, el('ul', { class: 'lines' }, items));
}

function item(page, key, etag, secret, isNewest) {
  const { t, timeAndAgo } = page.words;
  const [label, fate] = [t('secret.end'), fateOf(page, secret, isNewest)];
  const attributes = {
    onclick: () => deleteSecret(page, key, etag, secret),
    'data-secret': secret.id,
    'aria-label': t('of', { what: label, name: secret.hint }),
  };
  return el(
    'li',
    {},
    el(
      'div',
      {},
      code(secret.hint),
      ' ',
      badge(t(isNewest ? 'secret.current' : 'secret.old')),
      el('p', { class: 'muted' }, t('created'), ' ', timeAndAgo(secret.createdAt)),
      el('p', { class: 'muted' }, labelledUse(page, secret.usage)),
      fate && el('p', { class: 'warning' }, fate),
    ),
    key.may.includes('update') && key.secrets.length > 1 && button('delete-secret', label, attributes, 'danger'),
  );
}

function fateOf({ words }, { live, expiresAt, graceAfterUse }, isNewest) {
  const until = expiresAt && words.parts('grace.until', { when: words.timeAndAgo(expiresAt) });
  const afterUse = graceAfterUse && words.t('grace.afterFirstUse', { time: words.duration(graceAfterUse) });
  if (!live) return words.t('secret.ended');
  if (isNewest && !until && !afterUse) return undefined;
  const how = [afterUse, until].filter(Boolean).flatMap((each, index) => (index ? [', ', each] : [each]));
  return words.parts('secret.works', { how: el('span', {}, how.length ? how : words.t('grace.untilDeleted')) });
}

function deleteSecret(page, key, etag, { id, hint, usage }) {
  const { t } = page.words;
  return confirm(page, 'delete-secret', {
    title: t('secret.end.title', { hint, name: key.description }),
    lines: [el('strong', {}, labelledUse(page, usage)), t('secret.end.text')],
    action: t('secret.end'),
    work: async () => {
      await page.api.deleteSecret(key.id, etag, id);
      return page.done('secret-deleted', key.id);
    },
  });
}

export function rotateKey(page, key, etag) {
  const { t, duration } = page.words;
  const hours = el('input', { type: 'number', name: 'hours', min: '1', max: '8760', value: '24' });
  const hoursField = field(t('rotate.hours'), hours);
  const choices = el(
    'fieldset',
    {},
    el('legend', {}, t('rotate.legend')),
    choice('radio', 'grace', 'firstUse', t('grace.afterFirstUse', { time: duration(AFTER_FIRST_USE) }), true),
    choice('radio', 'grace', 'hours', t('rotate.forHours')),
    hoursField,
    choice('radio', 'grace', 'until-deleted', t('grace.untilDeleted')),
    choice('radio', 'grace', 'none', t('rotate.none')),
  );
  const show = () => (hoursField.hidden = !choices.querySelector('[value=hours]').checked);
  choices.addEventListener('change', show);
  show();
  return formDialog(page, 'rotate', {
    title: t('of', { what: t('rotate'), name: key.description }),
    fields: [choices],
    action: t('rotate.submit'),
    work: async (elements) => {
      const graces = {
        firstUse: () => ({ afterFirstUse: AFTER_FIRST_USE }),
        hours: () => ({ for: `PT${required(page, hours.value, 'rotate.hours')}H` }),
        'until-deleted': () => ({ untilDeleted: true }),
      };
      const issued = await page.api.rotate(key.id, etag, { grace: graces[elements.grace.value]?.() });
      page.changed('rotated', key.id);
      return () => reveal(page, issued, page.refresh);
    },
  });
}
