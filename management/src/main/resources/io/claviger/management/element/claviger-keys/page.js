// What all views share: who calls, the organization, navigation, messages and events.

import { Api } from './api.js';
import { el, select, signature } from './dom.js';
import { keyList } from './list.js';
import { keyView } from './key.js';
import { Refusal, troubleView } from './trouble.js';
import { load } from './words.js';

const MESSAGE_MILLISECONDS = 6000;

export class Page {
  dialogs = new Set();
  /** The descriptions of keys that were seen, by id. */
  names = new Map();
  /** Settles when no private key is shown. */
  revealed = Promise.resolve();
  filters = {};

  #host;
  #section = el('section', { 'data-view': 'loading' });
  #message = el('p', { role: 'status' });
  #messageTimer;
  #stopping = new AbortController();
  #visit;
  #load;
  #heading;
  #isFixed;

  constructor(host, root) {
    this.#host = host;
    this.root = root;
    root.append(el('div', { class: 'message' }, this.#message), this.#section);
  }

  async start(settings) {
    this.stop();
    const { signal } = (this.#stopping = new AbortController());
    this.#showSkeleton();
    const words = await load(settings, signal);
    if (signal.aborted) return;
    this.words = words;
    this.signIn = settings.signIn;
    this.api = new Api(settings, signal);
    this.names.clear();
    this.filters = {};
    this.#heading = undefined;
    this.#section.lang = this.#message.lang = words.language;
    this.#isFixed = settings.organization !== undefined;
    await this.go(() => this.#begin(settings.organization));
  }

  stop() {
    this.#stopping.abort();
    this.closeDialogs();
  }

  closeDialogs() {
    [...this.dialogs].reverse().forEach((dialog) => dialog.close());
  }

  async #begin(wanted) {
    this.organization = undefined;
    this.me = await this.api.me();
    const id = wanted ?? this.me.organizations[0];
    if (id === undefined) throw new Refusal(this.words.t('trouble.noOrganization'));
    return this.#enter(id);
  }

  async #enter(id) {
    const visit = this.#visit;
    const api = this.api.of(id);
    const organization = await api.organization();
    // Somebody has chosen another one in the meantime.
    if (visit !== this.#visit) return undefined;
    Object.assign(this, { api, organization });
    this.#load = this.home();
    return this.#load();
  }

  /** Returns the view on which the caller begins: a key that owns nothing sees itself. */
  home() {
    return this.hasList() ? keyList(this) : keyView(this, this.me.caller.name);
  }

  hasList() {
    return this.me.caller.kind !== 'API_KEY' || this.may('createKey') || this.managedProjects().length > 0;
  }

  may = (call) => this.organization.may.includes(call);
  managedProjects = () => this.organization.projects.filter((project) => project.may.includes('createKey'));
  isMe = (key) => this.me.caller.kind === 'API_KEY' && this.me.caller.name === key;

  organizationChoice() {
    const ids = this.me.organizations;
    if (this.#isFixed || ids.length < 2) return undefined;
    const label = this.words.t('organization');
    const choice = select('organization', ids.map((id) => [id, id]), this.organization.id, label);
    choice.addEventListener('change', () => {
      this.filters = {};
      this.names.clear();
      this.#showSkeleton();
      this.go(() => this.#enter(choice.value));
    });
    return choice;
  }

  /** Shows what this function reads: the name, heading and content of a view, and what gets the focus. */
  async go(read, keepsFocus = false) {
    const visit = (this.#visit = Symbol('visit'));
    const { signal } = this.#stopping;
    this.#load = read;
    this.#section.ariaBusy = 'true';
    let view;
    try {
      view = await read();
    } catch (error) {
      view = signal.aborted ? undefined : this.words && troubleView(this, error, () => this.go(read));
    }
    if (view && !signal.aborted && visit === this.#visit) this.#show(view, keepsFocus);
  }

  #show(view, keepsFocus) {
    const active = this.root.activeElement;
    const before = active && signature(active);
    const title = this.words.t('title');
    const { name } = this.organization ?? {};
    this.#section.ariaLabel = name ? this.words.t('of', { what: title, name }) : title;
    this.#section.dataset.view = view.name;
    this.#section.replaceChildren(...view.content);
    this.#section.ariaBusy = 'false';
    const isFirst = this.#heading === undefined;
    this.#heading = view.heading;
    if (this.dialogs.size > 0 || isFirst) return;
    if (!keepsFocus) (view.focus || view.heading).focus();
    else if (active) this.focusLike(before);
  }

  #showSkeleton() {
    const bars = Array.from({ length: 5 }, () => el('div', { class: 'bar' }));
    this.#section.dataset.view = 'loading';
    this.#section.ariaBusy = 'true';
    this.#section.replaceChildren(el('div', { class: 'skeleton', 'aria-hidden': 'true' }, bars));
  }

  refresh = () => (this.#load && this.words ? this.go(this.#load, true) : undefined);

  focus = (options) => this.#heading?.focus(options);

  focusLike(wanted) {
    ((wanted && this.#section.querySelector(wanted)) ?? this.#heading)?.focus();
  }

  say(text) {
    const place = [...this.dialogs].at(-1)?.status ?? this.#message;
    place.textContent = text;
    clearTimeout(this.#messageTimer);
    this.#messageTimer = setTimeout(() => (place.textContent = ''), MESSAGE_MILLISECONDS);
  }

  /** Tells of a change, and returns what shows this view, or else the current one again. */
  done(action, key, view) {
    this.changed(action, key);
    return () => {
      this.say(this.words.t('saved'));
      return view ? this.go(view) : this.refresh();
    };
  }

  /** Tells the application about a change. The event has no secret. */
  changed(action, key) {
    const detail = { action, organization: this.organization.id, key };
    this.#host.dispatchEvent(new CustomEvent('claviger-keys-change', { bubbles: true, composed: true, detail }));
  }
}
