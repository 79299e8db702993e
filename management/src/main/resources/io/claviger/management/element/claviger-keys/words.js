// Texts, numbers and times in the language of the reader.

import { el } from './dom.js';
import { texts as de } from './texts-de.js';
import { texts as en } from './texts.js';

const BUILT_IN = { de, en };
const DAY = 86_400;
const UNITS = [['year', 365 * DAY], ['month', 30 * DAY], ['day', DAY], ['hour', 3600], ['minute', 60], ['second', 1]];
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** Returns the words of a language with the texts of the application. Without texts, they are English. */
export async function load({ language, texts, textsUrl, fetch }, signal) {
  const read = textsUrl && (await readTexts(textsUrl, fetch, signal));
  return new Words(language, read || texts ? { ...read, ...texts } : undefined);
}

async function readTexts(url, fetch, signal) {
  try {
    return await (await fetch(url, { signal })).json();
  } catch (error) {
    console.warn(`claviger-keys: no texts from ${url}`, error);
    return undefined;
  }
}

function canonical(language) {
  try {
    return Intl.getCanonicalLocales(language)[0];
  } catch {
    return 'en';
  }
}

export function seconds(duration) {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(duration) ?? [];
  return UNITS.slice(2).reduce((sum, [, length], index) => sum + Number(parts[index + 1] ?? 0) * length, 0);
}

class Words {
  #texts;
  #plural;

  constructor(language, own) {
    const wanted = canonical(language);
    const known = BUILT_IN[wanted.split('-')[0]];
    this.language = known || own ? wanted : 'en';
    this.isEnglish = this.language.split('-')[0] === 'en';
    this.zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    this.#texts = { ...en, ...known, ...own };
    this.#plural = new Intl.PluralRules(this.language);
  }

  has = (key) => this.#texts[key] !== undefined;

  t = (key, values) => this.parts(key, values).join('');

  /** Returns the parts of a text, for values that may be nodes. */
  parts = (key, values = {}) =>
    this.#form(key, values.n)
      .split(/\{(\w+)\}/)
      .map((part, index) => (index % 2 ? this.#value(values[part]) : part));

  #form(key, n) {
    const form = n === undefined ? key : `${key}.${this.#plural.select(n)}`;
    return this.#texts[form] ?? this.#texts[`${key}.other`] ?? this.#texts[key] ?? key;
  }

  /** A text of another direction must not change the order of the sentence around it. */
  #value(value = '') {
    if (typeof value === 'number') return new Intl.NumberFormat(this.language).format(value);
    return typeof value === 'string' && RIGHT_TO_LEFT.test(value) ? `\u2068${value}\u2069` : value;
  }

  list = (values) => new Intl.ListFormat(this.language).format(values);

  date = (instant, dateStyle = 'medium', timeStyle = 'short') =>
    new Intl.DateTimeFormat(this.language, { dateStyle, timeStyle }).format(new Date(instant));

  relative(instant) {
    const past = (new Date(instant) - Date.now()) / 1000;
    const [unit, length] = UNITS.find(([, each]) => Math.abs(past) >= each) ?? ['second', 1];
    // Not "yesterday", because 40 hours ago may be the day before.
    const numeric = unit === 'second' ? 'auto' : 'always';
    return new Intl.RelativeTimeFormat(this.language, { numeric }).format(Math.trunc(past / length), unit);
  }

  duration = (text) => {
    const all = seconds(text);
    const [unit, length] = UNITS.slice(2).find(([, each]) => all >= each && all % each === 0) ?? ['second', 1];
    return new Intl.NumberFormat(this.language, { style: 'unit', unit, unitDisplay: 'long' }).format(all / length);
  };

  /** The title of each time has the zone of the reader. */
  #time = (instant, text) => el('time', { datetime: instant, title: this.date(instant, 'full', 'full') }, text);
  time = (instant) => this.#time(instant, this.date(instant));
  ago = (instant) => this.#time(instant, this.relative(instant));
  timeAndAgo = (instant) =>
    el('span', {}, this.time(instant), el('span', { class: 'muted' }, ` (${this.relative(instant)})`));
}
