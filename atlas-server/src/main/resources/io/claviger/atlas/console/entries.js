// The whitelist of the key in the sheet. Before a change, the page shows whom it would lock out.

import { $, el, onPress, onSubmit } from './dom.js';
import { clearVerdict, showVerdict } from './admission.js';
import { used } from './words.js';
import { say } from './say.js';

const form = $('entries-form');
const feedback = $('entries-feedback');
const trouble = form.querySelector('.trouble');
const PAUSE = 200;

let timer;
let asking = new AbortController();

export function wireEntries(sheet) {
  form.elements.block.addEventListener('input', () => {
    trouble.textContent = '';
    stop();
    timer = setTimeout(() => foresee(sheet), PAUSE);
  });
  onSubmit(form, async (data) => {
    const block = data.get('block').trim();
    if (block === '') throw new Error('Type an address or a block first.');
    stop();
    await sheet.session().api.addEntry(sheet.key().id, block);
    await sheet.refresh();
    say(`${block} was added.`);
    form.elements.block.focus();
  });
}

function stop() {
  clearTimeout(timer);
  asking.abort();
  asking = new AbortController();
}

async function foresee(sheet) {
  const block = form.elements.block.value.trim();
  if (block === '') return clearVerdict(feedback);
  const { signal } = asking;
  try {
    const answer = await sheet.session().api.admission(sheet.key().id, { add: [block] }, signal);
    if (!signal.aborted) showVerdict(feedback, answer);
  } catch (error) {
    if (signal.aborted) return;
    clearVerdict(feedback);
    trouble.textContent = error.message;
  }
}

export async function showEntries(key, sheet) {
  const { api, address, organization } = sheet.session();
  stop();
  form.reset();
  clearVerdict(feedback);
  trouble.textContent = '';
  const { results } = await api.entries(key.id);
  // Another key may be shown by now; its sheet must not show or remove these entries.
  if (sheet.key() !== key) return;
  $('entries-lead').replaceChildren(
    ...(results.length > 0
      ? ['The key can be used from these addresses only. ']
      : [organization.whitelistRequired
          ? 'Empty, and the organization requires one: the key cannot be used. '
          : 'Empty: the key can be used from every address. ']),
    'Yours is ',
    el('code', {}, address),
    '.',
  );
  $('entries-list').replaceChildren(...results.map((entry) => row(entry, key, sheet)));
}

function row(entry, key, sheet) {
  const name = entry.ipAddress ?? entry.cidrBlock;
  const remove = el('button', { type: 'button', className: 'plain danger small', ariaLabel: `Remove ${name}` }, 'Remove');
  const line = el(
    'li',
    {},
    el('span', {}, el('code', {}, name), el('span', { className: 'under' }, used(entry))),
    remove,
  );
  onPress(remove, trouble, async () => {
    const answer = await sheet.session().api.admission(key.id, { remove: [entry.cidrBlock] });
    line.replaceChildren(...confirmation(entry, name, answer, key, sheet));
    line.classList.add('asking');
    line.querySelector('button').focus();
  });
  return line;
}

function confirmation(entry, name, answer, key, sheet) {
  const verdict = el('span', { className: 'feedback', role: 'status' });
  showVerdict(verdict, answer);
  const keep = el('button', { type: 'button', className: 'plain small' }, 'Keep');
  const go = el('button', { type: 'button', className: 'primary danger small' }, `Remove ${name}`);
  onPress(keep, trouble, async () => {
    await showEntries(key, sheet);
    form.elements.block.focus();
  });
  onPress(go, trouble, async () => {
    await sheet.session().api.removeEntry(key.id, name);
    await sheet.refresh();
    form.elements.block.focus();
    say(`${name} was removed.`);
  });
  const refused = answer.refusal !== undefined;
  return [
    el('span', {}, el('code', {}, name), verdict),
    el('span', { className: 'beside' }, keep, refused ? undefined : go),
  ];
}
