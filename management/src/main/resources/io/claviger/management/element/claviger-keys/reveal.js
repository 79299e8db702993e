// Shows a new private key once. Only the open dialog has it.

import { confirm, Dialog } from './dialog.js';
import { button, el, field } from './dom.js';
import { code } from './format.js';

const TOKEN = /^[a-z][0-9a-z_]*_[0-9a-z]{8,32}_[0-9A-Za-z]{49}$/;

export async function reveal(page, { key, privateKey }, next) {
  const { t } = page.words;
  const isToken = TOKEN.test(privateKey);
  const secret = readonly(privateKey, { 'data-secret-text': true, part: 'secret' });
  const dialog = new Dialog(
    page,
    'secret',
    t('reveal.title', { name: key.description }),
    el('p', { class: 'notice warning', part: 'notice' }, t('reveal.once')),
    !isToken && el('p', {}, t('publicKey'), ': ', code(key.publicKey)),
    field(t('privateKey'), secret),
    copyButton(page, 'copy', t('privateKey'), secret, 'primary'),
    calls(page, key.publicKey, privateKey, isToken ? 'token' : 'pair'),
  );
  dialog.addClose('close', t('reveal.close'));
  askBeforeLoss(page, dialog);
  page.revealed = dialog.closed;
  await dialog.open();
  dialog.body.replaceChildren();
  return next();
}

/** Shows how a program sends the credential. An application may replace the texts of the calls. */
function calls(page, publicKey, privateKey, kind) {
  const { t } = page.words;
  const values = { publicKey, privateKey, pair: btoa(`${publicKey}:${privateKey}`), url: `${page.api.base}/me` };
  return ['curl', 'header'].flatMap((name) => {
    const text = t(`call.${name}.${kind}`, values);
    const call = readonly(text, { 'data-call': name });
    return text ? [field(t(`call.${name}`), call), copyButton(page, `copy-${name}`, t(`call.${name}`), call)] : [];
  });
}

const readonly = (text, attributes) =>
  el('textarea', { class: 'mono', readonly: true, rows: '2', spellcheck: 'false', ...attributes }, text);

/** Returns a button that copies. Without a clipboard, as over plain HTTP, it selects the text. */
export function copyButton(page, action, name, shown, kind) {
  const { t } = page.words;
  const copied = button(action, t('copy'), { icon: 'copy', 'aria-label': t('of', { what: t('copy'), name }) }, kind);
  copied.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(shown.value ?? shown.textContent);
      page.say(t('copy.done'));
    } catch {
      if (shown.select) shown.select();
      else getSelection().selectAllChildren(shown);
      page.say(t('copy.byHand'));
    }
  });
  return copied;
}

/** Asks after Escape or a click beside the dialog. At the end of the page, the browser asks. */
function askBeforeLoss(page, dialog) {
  const { t } = page.words;
  const stay = (event) => event.preventDefault();
  const ask = (event) => {
    event.preventDefault();
    if ([...page.dialogs].at(-1) !== dialog) return;
    confirm(page, 'lose-secret', {
      title: t('lose.title'),
      lines: [],
      action: t('close'),
      cancel: t('lose.cancel'),
      work: () => () => dialog.close(),
    });
  };
  dialog.element.setAttribute('closedby', 'none');
  dialog.element.addEventListener('cancel', ask);
  dialog.element.addEventListener('keydown', (event) => event.key === 'Escape' && ask(event));
  dialog.element.addEventListener('click', (event) => event.target === dialog.element && ask(event));
  addEventListener('beforeunload', stay);
  dialog.closed.then(() => removeEventListener('beforeunload', stay));
}
