// Modal dialogs: the focus returns to what opened them, and a refusal is shown inside.

import { busy, button, el, heading, signature, uid } from './dom.js';
import { alertIn, alertPlace } from './trouble.js';

export class Dialog {
  #page;
  #alert = alertPlace();
  #opener;
  #resolve;
  #isChanging = false;

  closed = new Promise((resolve) => (this.#resolve = resolve));

  constructor(page, name, title, ...content) {
    this.#page = page;
    this.heading = heading(2, title);
    this.heading.id = uid();
    this.status = el('p', { role: 'status', class: 'hint' });
    this.body = el('div', { class: 'stack', id: uid() }, content);
    this.actions = el('div', { class: 'actions end' });
    const cancel = (event) => this.#isChanging && event.preventDefault();
    this.element = el(
      'dialog',
      { 'data-dialog': name, part: 'dialog', 'aria-labelledby': this.heading.id, oncancel: cancel, onclose: () => this.close() },
      el('div', { class: 'stack' }, this.heading, this.body, this.#alert, this.status, this.actions),
    );
  }

  open(focus = this.heading) {
    this.#opener = this.#page.root.activeElement;
    this.#page.dialogs.add(this);
    this.#page.root.append(this.element);
    try {
      this.element.showModal();
    } catch (error) {
      this.close(); // It must not stay in a page that nobody sees.
      throw error;
    }
    focus.focus();
    return this.closed;
  }

  close() {
    if (!this.#page.dialogs.delete(this)) return;
    this.element.close();
    this.element.remove();
    if (this.#opener?.isConnected) this.#opener.focus();
    else if (this.#opener) this.#page.focusLike(signature(this.#opener));
    this.#resolve();
  }

  run(control, work) {
    this.#alert.replaceChildren();
    const load = () => {
      this.close();
      this.#page.refresh();
    };
    return busy(control, work, (error) => alertIn(this.#alert, this.#page, error, load));
  }

  finish(control, work) {
    return this.run(control, async () => {
      this.#isChanging = true;
      const next = await (async () => work())().finally(() => (this.#isChanging = false));
      this.close();
      await next?.();
    });
  }

  addClose(action, label) {
    const control = button(action, label, { onclick: () => this.#isChanging || this.close() });
    this.actions.append(control);
    return control;
  }
}

export function confirm(page, name, { title, lines, action, kind = 'danger', cancel = page.words.t('cancel'), work }) {
  const dialog = new Dialog(page, name, title, lines.filter(Boolean).map((line) => el('p', {}, line)));
  dialog.element.setAttribute('aria-describedby', dialog.body.id);
  const keep = dialog.addClose('cancel', cancel);
  const go = button('confirm', action, { onclick: () => dialog.finish(go, work) }, kind);
  dialog.actions.append(go);
  return dialog.open(keep);
}

export function formDialog(page, name, { title, fields, action, work }) {
  const form = el('form', { class: 'stack', novalidate: true, autocomplete: 'off', id: uid() }, fields);
  const dialog = new Dialog(page, name, title, form);
  const go = button('submit', action, { type: 'submit', form: form.id }, 'primary');
  dialog.addClose('cancel', page.words.t('cancel'));
  dialog.actions.append(go);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    dialog.finish(go, () => work(form.elements));
  });
  return dialog.open(form.querySelector('input, select'));
}
