// The addresses that may use a key. Before a change, the server says whom it would admit.

import { confirm, Dialog } from './dialog.js';
import { addressInput, afterPause, button, card, el, field } from './dom.js';
import { blocks, required } from './fields.js';
import { code, labelledUse, openness } from './format.js';
import { explain } from './trouble.js';

const warning = (text) => el('p', { class: 'notice warning', part: 'notice' }, text);

export function whitelistCard(page, key, etag, entries) {
  const { t } = page.words;
  const label = t('whitelist.edit');
  const attributes = {
    onclick: () => new WhitelistDialog(page, key, etag, entries).open(),
    'aria-label': t('of', { what: label, name: t('whitelist') }),
  };
  const edit = key.may.includes('changeWhitelist') && button('edit-whitelist', label, attributes);
  return card(t('whitelist'), list(page, entries), edit && el('div', { class: 'actions' }, edit));
}

function list(page, entries, remove = () => undefined) {
  if (entries.length === 0) return [warning(page.words.t(`${openness(page)}.sentence`))];
  const items = entries.map((entry) => {
    const use = el('p', { class: 'muted' }, labelledUse(page, entry.usage));
    return el('li', {}, el('div', {}, code(entry.block), use), remove(entry.block));
  });
  return [el('p', { class: 'muted' }, page.words.t('whitelist.only')), el('ul', { class: 'lines' }, items)];
}

export function addMyAddress(page, add) {
  const { address, addressMayBeOfProxy } = page.me;
  if (!address) return [];
  const mine = button('add-my-address', page.words.t('whitelist.addMine', { address }), { icon: 'add' });
  mine.addEventListener('click', () => add(address, mine));
  const proxy = addressMayBeOfProxy && warning(page.words.t('whitelist.proxy', { address }));
  return [proxy, el('div', { class: 'actions' }, mine)];
}

class WhitelistDialog {
  #page;
  #key;
  #etag;
  #entries;
  #dialog;
  #list = el('div', { class: 'stack' });
  #block = addressInput('input', 'block');
  #address = addressInput('input', 'address');
  #verdict = el('p', { role: 'status', class: 'verdict' });
  #asked = 0;
  #next;

  constructor(page, key, etag, entries) {
    this.#page = page;
    this.#key = key;
    this.#etag = etag;
    const { t } = page.words;
    this.#dialog = new Dialog(
      page,
      'whitelist',
      t('of', { what: t('whitelist'), name: key.description }),
      this.#list,
      this.#form('add', field(t('whitelist.block'), this.#block), () =>
        this.#add(required(page, blocks(this.#block.value), 'whitelist.block')),
      ),
      addMyAddress(page, (address, control) => this.#dialog.run(control, () => this.#add([address]))),
      this.#form('try', field(t('whitelist.address'), this.#address), () => this.#judge()),
      this.#verdict,
    );
    this.#dialog.addClose('close', t('close'));
    this.#block.addEventListener('input', afterPause(() => this.#foresee()));
    this.#show(entries);
  }

  async open() {
    await this.#dialog.open();
    this.#next?.();
  }

  #form(action, input, work) {
    const control = button(action, this.#page.words.t(`whitelist.${action}`), { type: 'submit' });
    const form = el('form', { class: 'beside', novalidate: true }, input, control);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#dialog.run(control, async () => work());
    });
    return form;
  }

  #show(entries) {
    const { t } = this.#page.words;
    this.#entries = entries;
    const remove = (block) => {
      const attributes = { 'data-block': block, 'aria-label': t('of', { what: t('whitelist.remove'), name: block }) };
      const control = button('remove', t('whitelist.remove'), attributes, 'danger');
      control.addEventListener('click', () => this.#remove(block, control));
      return control;
    };
    this.#list.replaceChildren(...list(this.#page, entries, remove));
  }

  async #add(add) {
    await this.#change({ add });
    this.#block.value = '';
    this.#settle();
  }

  #settle() {
    this.#verdict.replaceChildren();
    this.#block.focus();
    this.#page.say(this.#page.words.t('saved'));
  }

  async #removeNow(block) {
    await this.#change({ remove: [block] });
    return () => this.#settle();
  }

  #remove(block, control) {
    if (this.#entries.length > 1) return this.#dialog.run(control, async () => (await this.#removeNow(block))());
    const { t } = this.#page.words;
    return confirm(this.#page, 'empty-whitelist', {
      title: t('whitelist.empty', { block }),
      lines: [t(`${openness(this.#page)}.sentence`), el('strong', {}, labelledUse(this.#page, this.#key.usage))],
      action: t('whitelist.remove'),
      work: () => this.#removeNow(block),
    });
  }

  /** Shows the entries once only: whoever sees them may go on, so what follows must not come later. */
  async #change(change) {
    let { entries } = await this.#page.api.changeWhitelist(this.#key.id, this.#etag, change);
    this.#next = this.#page.done('whitelist-changed', this.#key.id);
    try {
      const { document, etag } = await this.#page.api.whitelist(this.#key.id);
      this.#etag = etag;
      entries = document.entries;
    } finally {
      this.#show(entries);
    }
  }

  async #foresee() {
    try {
      if (this.#block.value.trim()) await this.#judge();
      else this.#verdict.replaceChildren();
    } catch (error) {
      delete this.#verdict.dataset.verdict;
      this.#verdict.replaceChildren(...explain(this.#page.words, error));
    }
  }

  /** Shows what the typed entries would do to the typed address, or else to that of the reader. */
  async #judge() {
    const asked = ++this.#asked;
    const add = blocks(this.#block.value);
    const tried = this.#address.value.trim() || undefined;
    const { address, admitted, admittedBy } = await this.#page.api.preview(this.#key.id, { add, address: tried });
    if (asked !== this.#asked || address === undefined) return;
    const sentence = admitted ? (admittedBy ? 'verdict.admitted' : 'verdict.open') : 'verdict.refused';
    this.#verdict.dataset.verdict = admitted ? 'admitted' : 'refused';
    const values = { address: code(address), entry: code(admittedBy) };
    this.#verdict.replaceChildren(...this.#page.words.parts(sentence, values));
  }
}
