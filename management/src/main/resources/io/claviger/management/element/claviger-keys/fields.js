// The parts of the forms for keys: each has a node, and reads its value or refuses it.

import { addressInput, checked, choice, el, field, select } from './dom.js';
import { openness, roleName } from './format.js';
import { Refusal } from './trouble.js';
import { addMyAddress } from './whitelist.js';
import { seconds } from './words.js';

const DAY = 86_400_000;
const PRESETS = [30, 90, 365];
/** The clock of the server may be behind that of the reader. */
const CLOCKS = 120_000;

export function required(page, value, name) {
  if (value?.length) return value;
  throw new Refusal(page.words.t('refused.missing', { name: page.words.t(name) }));
}

function roleChoices(page, name, given, held) {
  const roles = new Set([...given.map(({ role }) => role), ...held]);
  return [...roles].map((role) => {
    const hint = page.words.has(`role.${role}.hint`) && page.words.t(`role.${role}.hint`);
    return choice('checkbox', name, role, roleName(page, role), held.includes(role), hint);
  });
}

const fieldset = (legend, ...content) => el('fieldset', { class: 'stack' }, el('legend', {}, legend), content);

/** The roles on the organization: those that the caller may give, and those that the key has. */
export function roleField(page, held) {
  const choices = roleChoices(page, 'role', page.organization.roles, held);
  const node = fieldset(page.words.t('roles'), el('div', { class: 'choices' }, choices));
  node.hidden = choices.length === 0;
  return { node, read: () => checked(node, 'role') };
}

/** The roles in one project. Where the caller manages no keys, roles can only be dropped. */
export function projectField(page, projects, held = () => []) {
  const { t } = page.words;
  const options = projects.map(({ id, name }) => [id, name]);
  const none = projects.length > 1 ? [['', t('field.noProject')]] : [];
  const project = select('project', [...none, ...options], projects.find(({ id }) => held(id).length)?.id);
  const choices = el('div', { class: 'choices' });
  const show = () => {
    const isManaged = page.managedProjects().some(({ id }) => id === project.value);
    const given = isManaged ? page.organization.projectRoles : [];
    choices.replaceChildren(...roleChoices(page, 'projectRole', given, held(project.value)));
  };
  project.addEventListener('change', show);
  show();
  const node = fieldset(t('projects'), field(t('field.project'), project), choices);
  node.hidden = projects.length === 0;
  return { node, project: () => project.value, read: () => checked(choices, 'projectRole') };
}

/** When a key expires. One that exists keeps its expiry unless another one is chosen. */
export function expiryField(page, key) {
  const { t, date, duration, zone } = page.words;
  const { maximumLifetime } = page.organization;
  const longest = maximumLifetime ? seconds(maximumLifetime) * 1000 : Infinity;
  const latest = Date.now() + longest - CLOCKS;
  const presets = PRESETS.filter((days) => days * DAY <= longest);
  const options = [
    ...(key ? [['keep', key.expiresAt ? date(key.expiresAt) : t('never')]] : []),
    ...(maximumLifetime ? [] : [['never', t('never')]]),
    ...presets.map((days) => [`${days}`, t('expiry.days', { n: days })]),
    ['date', t('expiry.date')],
  ];
  const chosen = key || !maximumLifetime ? options[0][0] : `${presets.at(-1) ?? 'date'}`;
  const expiry = select('expiry', options, chosen);
  const last = maximumLifetime && dayOf(latest);
  const day = el('input', { type: 'date', name: 'expiresOn', min: dayOf(Date.now()), max: last, value: last });
  const onDay = field(t('field.expiresOn'), day, t('field.expiresOn.hint', { zone }));
  const show = () => (onDay.hidden = expiry.value !== 'date');
  expiry.addEventListener('change', show);
  show();
  const cap = maximumLifetime && t('field.expiry.cap', { time: duration(maximumLifetime) });
  const read = () => {
    if (expiry.value === 'keep') return undefined;
    if (expiry.value === 'never') return null;
    const isDay = expiry.value === 'date';
    const end = isDay ? endOf(required(page, day.value, 'field.expiresOn')) : Date.now() + expiry.value * DAY;
    // The last day that is allowed ends a little too late; a later one is for the server to refuse.
    return new Date(end - latest < DAY ? Math.min(end, latest) : end).toISOString();
  };
  return { node: el('div', { class: 'stack' }, field(t('expires'), expiry, cap), onDay), read };
}

const dayOf = (milliseconds) => new Date(milliseconds).toLocaleDateString('sv');

function endOf(day) {
  const [year, month, date] = day.split('-').map(Number);
  return new Date(year, month - 1, date + 1).getTime();
}

export function labelField(page, labels = {}) {
  const { t } = page.words;
  const before = Object.entries(labels).map((each) => each.join('=')).join('\n');
  const input = el('textarea', { name: 'labels', rows: '2', value: before });
  const label = (line) => {
    const [, name, value] = /^([^=]+)=(.+)$/.exec(line) ?? [];
    if (!name) throw new Refusal(t('refused.label', { line }));
    return [name.trim(), value.trim()];
  };
  const lines = () => input.value.split('\n').filter((line) => line.trim());
  const read = () => (input.value === before ? undefined : Object.fromEntries(lines().map(label)));
  return { node: field(t('field.labels'), input, t('field.labels.hint')), read };
}

export const blocks = (text) => text.split(/[\s,;]+/).filter(Boolean);

export function whitelistField(page) {
  const { t } = page.words;
  const input = addressInput('textarea', 'whitelist');
  const add = (address) => (input.value = [...new Set([...blocks(input.value), address])].join('\n'));
  const hint = `${t('whitelist.block')}. ${t(`${openness(page)}.sentence`)}`;
  return { node: [field(t('whitelist'), input, hint), addMyAddress(page, add)], read: () => blocks(input.value) };
}
