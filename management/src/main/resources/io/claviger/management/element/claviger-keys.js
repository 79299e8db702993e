// Defines <claviger-keys>: the page on which people see, create, rotate and revoke API keys.

import { Page } from './claviger-keys/page.js';
import { sheet } from './claviger-keys/style.js';

const FOLDER = new URL('.', import.meta.url).href;
const ATTRIBUTES = ['base', 'organization', 'lang', 'texts', 'csrf', 'sign-in'];
const PROPERTIES = ['fetch', 'texts'];

// A server that renders pages has no HTMLElement.
const Base = globalThis.HTMLElement ?? class {};

export class ClavigerKeys extends Base {
  static observedAttributes = ATTRIBUTES;

  #page;
  #fetch;
  #texts;
  #scheduled = false;
  #leave = () => this.#page.closeDialogs();
  #return = (event) => {
    // Somebody else may be logged in now.
    if (event.persisted) this.#schedule();
  };

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet()];
    this.#page = new Page(this, root);
  }

  connectedCallback() {
    PROPERTIES.forEach((name) => this.#adopt(name));
    addEventListener('pagehide', this.#leave);
    addEventListener('pageshow', this.#return);
    this.#schedule();
  }

  disconnectedCallback() {
    removeEventListener('pagehide', this.#leave);
    removeEventListener('pageshow', this.#return);
    this.#page.stop();
  }

  attributeChangedCallback(name, before, after) {
    if (before !== after) this.#schedule();
  }

  /** A function like window.fetch that sends all requests. */
  get fetch() {
    return this.#fetch;
  }

  set fetch(value) {
    if (value === this.#fetch) return;
    this.#fetch = value;
    this.#schedule();
  }

  /** Texts by their keys, which replace those of the element. */
  get texts() {
    return this.#texts;
  }

  set texts(value) {
    // Some frameworks set a property where the page has an attribute.
    if (typeof value === 'string') return this.setAttribute('texts', value);
    if (value === this.#texts) return;
    this.#texts = value;
    this.#schedule();
  }

  refresh() {
    return this.#page.refresh();
  }

  focus(options) {
    this.#page.focus(options);
  }

  /** A property that was set before the element was defined hides its accessor. */
  #adopt(name) {
    if (!Object.hasOwn(this, name)) return;
    const value = this[name];
    delete this[name];
    this[name] = value;
  }

  #schedule() {
    if (this.#scheduled || !this.isConnected) return;
    this.#scheduled = true;
    queueMicrotask(async () => {
      await this.#page.revealed;
      this.#scheduled = false;
      if (this.isConnected) this.#page.start(this.#settings());
    });
  }

  #settings() {
    const base = this.getAttribute('base');
    return {
      base: base === null ? FOLDER : new URL(base, this.baseURI).href,
      organization: this.getAttribute('organization') || undefined,
      csrf: this.getAttribute('csrf') || undefined,
      fetch: this.#fetch ?? ((...call) => globalThis.fetch(...call)),
      language: language(this),
      texts: this.#texts,
      textsUrl: this.#textsUrl(),
      signIn: this.getAttribute('sign-in') || undefined,
    };
  }

  #textsUrl() {
    const url = this.getAttribute('texts');
    // React writes a property so if it renders before the element is defined.
    if (!url?.startsWith('[object')) return url || undefined;
    console.warn('claviger-keys: the attribute texts is no URL. Set the property texts in a ref.');
    return undefined;
  }
}

/** Returns the language of the nearest element that has one, also outside of a shadow tree. */
function language(element) {
  for (let node = element; node; node = node.parentNode ?? node.host) {
    const found = node.getAttribute?.('lang');
    if (found) return found;
  }
  return navigator.language;
}

if (globalThis.customElements && !customElements.get('claviger-keys')) {
  customElements.define('claviger-keys', ClavigerKeys);
}
