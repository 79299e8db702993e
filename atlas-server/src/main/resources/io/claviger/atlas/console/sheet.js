// The sheet with everything about one key.

import { $, onPress, open } from './dom.js';
import { showDetails, wireDetails } from './details.js';
import { showEntries, wireEntries } from './entries.js';
import { showSecrets, wireSecrets } from './secrets.js';
import { states } from './keys.js';
import { say } from './say.js';

const dialog = $('sheet');
const toggle = $('state-toggle');
const trouble = $('state-trouble');

export class Sheet {
  #current;
  #changed;
  #key;
  #asked = 0;

  /** Calls `changed` with each key that was read again. */
  constructor(current, changed, erase) {
    this.#current = current;
    this.#changed = changed;
    wireDetails(this);
    wireEntries(this);
    wireSecrets(this);
    onPress(toggle, trouble, () => this.#toggle());
    onPress($('state-erase'), trouble, () => erase([this.#key]));
  }

  session = () => this.#current();
  key = () => this.#key;

  async open(id) {
    const before = document.activeElement;
    if (!(await this.#read(id))) return;
    open(dialog, before);
    $('sheet-title').focus();
    dialog.scrollTop = 0;
  }

  /** Reads the key again. */
  refresh = () => this.#read(this.#key.id);

  close() {
    if (dialog.open) dialog.close();
  }

  /** Removes everything about the last key from the page. */
  clear() {
    this.#key = undefined;
    for (const id of ['sheet-title', 'sheet-public', 'sheet-states', 'details-projects', 'secrets-list', 'entries-list', 'entries-lead']) {
      $(id).replaceChildren();
    }
    for (const form of dialog.querySelectorAll('form')) form.reset();
  }

  /** Returns whether the key is shown. An answer is dropped if another key was requested after it. */
  async #read(id) {
    const asked = ++this.#asked;
    const session = this.session();
    const [key, organization] = await Promise.all([session.api.key(id), session.api.organization()]);
    if (asked === this.#asked) session.organization = organization;
    this.#changed(key);
    if (asked !== this.#asked) return false;
    this.#key = key;
    this.#show(key);
    await showEntries(key, this);
    return asked === this.#asked;
  }

  #show(key) {
    $('sheet-title').textContent = key.desc;
    $('sheet-public').textContent = key.publicKey;
    $('sheet-states').replaceChildren(...states(key));
    trouble.textContent = '';
    toggle.textContent = key.states.includes('DISABLED') ? 'Enable this key' : 'Disable this key';
    showDetails(key, this.session());
    showSecrets(key, this);
  }

  async #toggle() {
    const enabled = this.#key.states.includes('DISABLED');
    await this.session().api.enable(this.#key.id, enabled);
    await this.refresh();
    say(enabled ? 'The key is enabled.' : 'The key is disabled.');
  }
}
